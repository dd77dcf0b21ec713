package io.tributary.connectors.example;

import io.tributary.connectors.example.Draft.Label;
import io.tributary.connectors.example.Draft.Word;
import io.tributary.model.Finite;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges the parts of a record. */
final class Checks {

  private Checks() {}

  /**
   * What is wrong with features, if anything.
   *
   * @param count features that came
   * @param length features of an input
   * @param bad index of the first that is no finite number, or −1
   */
  static @Nullable Rejection features(int count, int length, int bad) {
    if (count != length) {
      return new Rejection(
          Reason.WRONG_LENGTH, "features has " + count + " values, the model takes " + length);
    }
    return bad < 0
        ? null
        : new Rejection(Reason.NOT_A_NUMBER, "feature " + bad + " is no finite number");
  }

  /** Index of the first element that is NaN or infinite, or −1. */
  static int firstNotFinite(float[] values) {
    if (Finite.all(values)) {
      return -1;
    }
    int i = 0;
    while (Float.isFinite(values[i])) {
      i++;
    }
    return i;
  }

  /** The split of its name. */
  static Split split(String name) throws Rejection {
    return switch (name) {
      case "train" -> Split.TRAIN;
      case "dev" -> Split.DEV;
      case "test" -> Split.TEST;
      default -> throw new Rejection(Reason.BAD_SPLIT, "split is none of train, dev, test");
    };
  }

  /** The label of a task, as its type says. */
  static float[] label(Task task, Label label) throws Rejection {
    if (label.wrong() != null) {
      throw label.wrong();
    }
    TaskType type = task.type();
    if (label.word() != null) {
      return new float[] {classOf(task, label.word())};
    }
    boolean several = type instanceof TaskType.Multilabel;
    if (label.array() ? !several : several && type.labelLength() > 1) {
      throw new Rejection(
          Reason.WRONG_LABEL,
          "the label of %s is %s".formatted(task.name(), several ? "no array" : "an array"));
    }
    if (label.values().length != type.labelLength()) {
      throw new Rejection(
          Reason.WRONG_LENGTH,
          "the label of %s has %d values, not %d"
              .formatted(task.name(), label.values().length, type.labelLength()));
    }
    float[] checked = new float[type.labelLength()];
    for (int i = 0; i < checked.length; i++) {
      checked[i] = value(task, label.values()[i]);
    }
    return checked;
  }

  private static float classOf(Task task, Word word) throws Rejection {
    int named = task.type().classNames().indexOf(word.text());
    if (named >= 0) {
      return named;
    }
    if (word.truth() && task.type() instanceof TaskType.Binary) {
      return word.text().equals("true") ? 1 : 0;
    }
    if (word.truth() || task.type().classNames().isEmpty()) {
      throw new Rejection(
          Reason.NOT_A_NUMBER,
          "the label of " + task.name() + " is no number, and its classes have no such name");
    }
    throw new Rejection(
        Reason.LABEL_OUT_OF_RANGE, "the label of " + task.name() + " is none of its classes");
  }

  private static float value(Task task, double value) throws Rejection {
    if (!Float.isFinite((float) value)) {
      throw new Rejection(
          Reason.NOT_A_NUMBER, "the label of " + task.name() + " is no finite number");
    }
    TaskType type = task.type();
    if (type instanceof TaskType.Regression) {
      return (float) value;
    }
    if (value != Math.rint(value)) {
      throw new Rejection(
          Reason.WRONG_LABEL,
          String.format(Locale.ROOT, "the label of %s is no integer: %s", task.name(), value));
    }
    int values = type instanceof TaskType.Classification classes ? classes.classes() : 2;
    if (value < 0 || value >= values) {
      throw new Rejection(
          Reason.LABEL_OUT_OF_RANGE,
          String.format(
              Locale.ROOT,
              "the label of %s is %.0f, not in 0..%d",
              task.name(),
              value,
              values - 1));
    }
    return (float) value + 0f; // no −0
  }
}
