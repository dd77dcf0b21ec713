package io.tributary.model.config;

import io.tributary.model.TaskType;
import io.tributary.model.config.ClassesType.Classes;
import io.tributary.model.network.NetworkSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the section {@code tasks}. */
final class TaskPart extends Part<TaskPart.Draft> {

  private static final String CLASSIFICATION = "classification";
  private static final String BINARY = "binary";
  private static final String MULTILABEL = "multilabel";

  private static final Key<String> TYPE =
      Key.required(
          "type",
          Choice.of(List.of(CLASSIFICATION, BINARY, MULTILABEL, "regression"), List.of()),
          "What the task predicts");
  private static final Key<Classes> CLASSES =
      Key.derived(
          "classes",
          new ClassesType(),
          "none: a classification needs it",
          "How many classes, or their names; a label is a name or an index from 0. A binary task"
              + " may name its two: the second is 1");
  private static final Key<List<Double>> CLASS_WEIGHTS =
      Key.derived(
          "classWeights",
          new ListOf<>(RealNumber.RATE, "a list of numbers above 0, one for each class"),
          "all 1",
          "What the loss of an example is multiplied by in learning, by its class; scores stay as"
              + " they are. For classification and binary");
  private static final Key<Integer> LABELS =
      Key.derived(
          "labels",
          WholeNumber.atLeast(1),
          "none: a multilabel task needs it",
          "How many yes-or-no labels");
  static final Key<Boolean> TARGET =
      Key.optional("target", new Flag(), false, "Whether all other tasks serve this one");
  private static final Key<NetworkSpec> HEAD =
      Key.optional(
          "head",
          new NetworkType(0),
          new NetworkSpec.Layers(List.of()),
          "Private layers before the output layer, which is implied; in a {dl4j: file} the output"
              + " layer is the last");
  static final Key<Integer> MINI_EPOCH =
      Key.derived(
          "miniEpoch",
          WholeNumber.atLeast(1),
          "`training.miniEpoch`",
          "Examples of this task's mini-epoch; with `rounds.by: count` only");
  static final Key<Integer> MAX_MINI_EPOCH =
      Key.derived(
          "maxMiniEpoch",
          new OrWord<>("all", Integer.MAX_VALUE, WholeNumber.atLeast(1)),
          "`training.maxMiniEpoch`",
          "Newest examples this task trains on in a round; not with `rounds.by: count`");
  private static final Key<String> COLUMN =
      Key.derived(
          "column", CsvPart.COLUMN, "the task's name", "Column of CSV files that holds its labels");

  /**
   * A task before its name and place are known.
   *
   * @param miniEpoch its own, or null
   * @param maxMiniEpoch its own, or null
   * @param column of tables, or null
   */
  record Draft(
      TaskType type,
      boolean target,
      NetworkSpec head,
      @Nullable Integer miniEpoch,
      @Nullable Integer maxMiniEpoch,
      @Nullable String column) {}

  @Override
  List<Key<?>> keys() {
    return List.of(
        TYPE, CLASSES, CLASS_WEIGHTS, LABELS, TARGET, HEAD, MINI_EPOCH, MAX_MINI_EPOCH, COLUMN);
  }

  @Override
  Draft build(Section section) {
    return new Draft(
        type(section),
        section.get(TARGET),
        section.get(HEAD),
        section.find(MINI_EPOCH),
        section.find(MAX_MINI_EPOCH),
        section.find(COLUMN));
  }

  @Override
  Fields fields(Draft task) {
    Fields fields = new Fields();
    TaskType type = task.type();
    fields.with(TYPE, name(type));
    if (type instanceof TaskType.Classification) {
      fields.with(CLASSES, new Classes(type.outputs(), type.classNames()));
    } else if (!type.classNames().isEmpty()) {
      fields.with(CLASSES, new Classes(2, type.classNames()));
    }
    if (!type.classWeights().isEmpty()) {
      fields.with(CLASS_WEIGHTS, type.classWeights());
    }
    if (type instanceof TaskType.Multilabel multilabel) {
      fields.with(LABELS, multilabel.labels());
    }
    fields.with(TARGET, task.target()).with(HEAD, task.head());
    if (task.miniEpoch() != null) {
      fields.with(MINI_EPOCH, task.miniEpoch());
    }
    if (task.maxMiniEpoch() != null) {
      fields.with(MAX_MINI_EPOCH, task.maxMiniEpoch());
    }
    if (task.column() != null) {
      fields.with(COLUMN, task.column());
    }
    return fields;
  }

  private static String name(TaskType type) {
    if (type instanceof TaskType.Classification) {
      return CLASSIFICATION;
    }
    if (type instanceof TaskType.Multilabel) {
      return MULTILABEL;
    }
    return type instanceof TaskType.Binary ? BINARY : "regression";
  }

  private static TaskType type(Section section) {
    String type = section.get(TYPE);
    belongs(section, CLASSES, type, List.of(CLASSIFICATION, BINARY));
    belongs(section, CLASS_WEIGHTS, type, List.of(CLASSIFICATION, BINARY));
    belongs(section, LABELS, type, List.of(MULTILABEL));
    Classes classes = section.find(CLASSES);
    switch (type) {
      case CLASSIFICATION -> {
        int count = needed(section, CLASSES).count();
        List<String> names = classes == null ? List.of() : classes.names();
        return new TaskType.Classification(count, names, weights(section, count));
      }
      case BINARY -> {
        if (classes != null && classes.names().size() != 2) {
          throw section.refuse(
              CLASSES, "names the two classes of a binary task; write them such as [no, yes]");
        }
        List<String> names = classes == null ? List.of() : classes.names();
        return new TaskType.Binary(names, weights(section, 2));
      }
      case MULTILABEL -> {
        return new TaskType.Multilabel(needed(section, LABELS));
      }
      default -> {
        return new TaskType.Regression();
      }
    }
  }

  private static List<Double> weights(Section section, int classes) {
    List<Double> weights = section.find(CLASS_WEIGHTS);
    if (weights == null) {
      return List.of();
    }
    if (weights.size() != classes) {
      throw section.refuse(
          CLASS_WEIGHTS,
          "has %d numbers for %d classes; give one for each".formatted(weights.size(), classes));
    }
    return weights;
  }

  private static void belongs(Section section, Key<?> key, String type, List<String> owners) {
    if (section.has(key) && !owners.contains(type)) {
      throw section.refuse(
          key,
          "belongs to type: " + String.join(" or ", owners) + "; remove it or change the type");
    }
  }

  private static <T> T needed(Section section, Key<T> key) {
    T value = section.find(key);
    if (value == null) {
      throw section.refuse(key, "is missing; it must be " + key.type().describe());
    }
    return value;
  }
}
