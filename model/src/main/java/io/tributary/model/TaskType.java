package io.tributary.model;

import java.io.Serializable;

/** What a task predicts: it decides the width of its last layer, its labels and its loss. */
public sealed interface TaskType extends Serializable {

  /** Units of the task's last layer. */
  int outputs();

  /** Floats in one label. */
  default int labelLength() {
    return 1;
  }

  /**
   * One class of several; softmax cross-entropy. A label is the class index.
   *
   * @param classes how many, at least 2
   */
  record Classification(int classes) implements TaskType {
    @Override
    public int outputs() {
      return classes;
    }
  }

  /** Yes or no; logistic loss on one logit. A label is 0 or 1. */
  record Binary() implements TaskType {
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
}
