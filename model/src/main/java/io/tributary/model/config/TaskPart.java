package io.tributary.model.config;

import io.tributary.model.TaskType;
import io.tributary.model.network.NetworkSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the section {@code tasks}. */
final class TaskPart extends Part<TaskPart.Draft> {

  private static final Key<String> TYPE =
      Key.required(
          "type",
          Choice.of(List.of("classification", "binary", "multilabel", "regression"), List.of()),
          "What the task predicts");
  private static final Key<Integer> CLASSES =
      Key.derived(
          "classes",
          WholeNumber.atLeast(2),
          "none: a classification needs it",
          "How many classes; labels are 0 to classes − 1");
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

  /**
   * A task before its name and place are known.
   *
   * @param miniEpoch its own, or null
   * @param maxMiniEpoch its own, or null
   */
  record Draft(
      TaskType type,
      boolean target,
      NetworkSpec head,
      @Nullable Integer miniEpoch,
      @Nullable Integer maxMiniEpoch) {}

  @Override
  List<Key<?>> keys() {
    return List.of(TYPE, CLASSES, LABELS, TARGET, HEAD, MINI_EPOCH, MAX_MINI_EPOCH);
  }

  @Override
  Draft build(Section section) {
    return new Draft(
        type(section),
        section.get(TARGET),
        section.get(HEAD),
        section.find(MINI_EPOCH),
        section.find(MAX_MINI_EPOCH));
  }

  @Override
  Fields fields(Draft task) {
    Fields fields = new Fields();
    if (task.type() instanceof TaskType.Classification classification) {
      fields.with(TYPE, "classification").with(CLASSES, classification.classes());
    } else if (task.type() instanceof TaskType.Multilabel multilabel) {
      fields.with(TYPE, "multilabel").with(LABELS, multilabel.labels());
    } else {
      fields.with(TYPE, task.type() instanceof TaskType.Binary ? "binary" : "regression");
    }
    fields.with(TARGET, task.target()).with(HEAD, task.head());
    if (task.miniEpoch() != null) {
      fields.with(MINI_EPOCH, task.miniEpoch());
    }
    if (task.maxMiniEpoch() != null) {
      fields.with(MAX_MINI_EPOCH, task.maxMiniEpoch());
    }
    return fields;
  }

  private static TaskType type(Section section) {
    String type = section.get(TYPE);
    Integer classes = width(section, CLASSES, type, "classification");
    Integer labels = width(section, LABELS, type, "multilabel");
    if (classes != null) {
      return new TaskType.Classification(classes);
    }
    if (labels != null) {
      return new TaskType.Multilabel(labels);
    }
    return type.equals("binary") ? new TaskType.Binary() : new TaskType.Regression();
  }

  private static @Nullable Integer width(
      Section section, Key<Integer> key, String type, String owner) {
    boolean belongs = type.equals(owner);
    if (belongs && !section.has(key)) {
      throw section.refuse(key, "is missing; it must be " + key.type().describe());
    }
    if (!belongs && section.has(key)) {
      throw section.refuse(key, "belongs to type: " + owner + "; remove it or change the type");
    }
    return section.find(key);
  }
}
