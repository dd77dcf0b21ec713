package io.tributary.model;

import java.io.Serializable;
import java.util.List;

/** What a task predicts: it decides the width of its last layer, its labels and its loss. */
public sealed interface TaskType extends Serializable {

  /** Units of the task's last layer. */
  int outputs();

  /** Floats in one label. */
  default int labelLength() {
    return 1;
  }

  /** What records may call the classes, in the order of their indices; empty without names. */
  default List<String> classNames() {
    return List.of();
  }

  /** What an example's loss is multiplied by in learning, by its class; empty: 1 for all. */
  default List<Double> classWeights() {
    return List.of();
  }

  /**
   * One class of several; softmax cross-entropy. A label is the class index.
   *
   * @param classes how many, at least 2
   * @param classNames as many, or none
   * @param classWeights as many, above 0, or none
   */
  record Classification(int classes, List<String> classNames, List<Double> classWeights)
      implements TaskType {
    public Classification {
      classNames = copy(classNames, classes);
      classWeights = copy(classWeights, classes);
    }

    /** Classes without names, weighted alike. */
    public Classification(int classes) {
      this(classes, List.of(), List.of());
    }

    @Override
    public int outputs() {
      return classes;
    }
  }

  /**
   * Yes or no; logistic loss on one logit. A label is 0 or 1.
   *
   * @param classNames of 0 and of 1, or none
   * @param classWeights of 0 and of 1, above 0, or none
   */
  record Binary(List<String> classNames, List<Double> classWeights) implements TaskType {
    public Binary {
      classNames = copy(classNames, 2);
      classWeights = copy(classWeights, 2);
    }

    /** Without names, both weighted alike. */
    public Binary() {
      this(List.of(), List.of());
    }

    @Override
    public int outputs() {
      return 1;
    }
  }

  /**
   * Several yes-or-no labels at once; logistic loss averaged over the labels.
   *
   * @param labels how many
   */
  record Multilabel(int labels) implements TaskType {
    @Override
    public int outputs() {
      return labels;
    }

    @Override
    public int labelLength() {
      return labels;
    }
  }

  /** A number; ½(ŷ − y)² on standardised labels. */
  record Regression() implements TaskType {
    @Override
    public int outputs() {
      return 1;
    }
  }

  private static <T> List<T> copy(List<T> ofClasses, int classes) {
    if (!ofClasses.isEmpty() && ofClasses.size() != classes) {
      throw new IllegalArgumentException(
          "%d values for %d classes".formatted(ofClasses.size(), classes));
    }
    return List.copyOf(ofClasses);
  }
}
