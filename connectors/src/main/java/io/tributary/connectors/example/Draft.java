package io.tributary.connectors.example;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was parsed, not yet checked. A bad field does not end the parsing: the labels that
 * follow are counted all the same. It is handed over, not kept.
 */
final class Draft {

  /**
   * One label: the task it is for, and its values, or the word that stands for one, or what is
   * wrong with them.
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Label(
      @Nullable String task,
      double[] values,
      boolean array,
      @Nullable Word word,
      @Nullable Rejection wrong) {

    static Label number(@Nullable String task, double value) {
      return new Label(task, new double[] {value}, false, null, null);
    }

    static Label array(@Nullable String task, double[] values) {
      return new Label(task, values, true, null, null);
    }

    static Label word(@Nullable String task, Word word) {
      return new Label(task, new double[0], false, word, null);
    }

    static Label wrong(@Nullable String task, Rejection wrong) {
      return new Label(task, new double[0], false, null, wrong);
    }

    Label of(@Nullable String newTask) {
      return new Label(newTask, values, array, word, wrong);
    }
  }

  /**
   * A label that is no number.
   *
   * @param text the name of a class
   * @param truth whether it is {@code true} or {@code false} without quotes
   */
  record Word(String text, boolean truth) {}

  float @Nullable [] features;
  @Nullable Rejection wrongFeatures;
  @Nullable String task;
  @Nullable Label single;
  @Nullable List<Label> labels;
  @Nullable String split;
  @Nullable Rejection wrongSplit;
  @Nullable String id;
  @Nullable Rejection wrongId;
  @Nullable String time;

  /** Every label, whichever form it came in. */
  List<Label> all() {
    List<Label> all = new ArrayList<>();
    if (single != null) {
      all.add(single.of(task));
    }
    if (labels != null) {
      all.addAll(labels);
    }
    return all;
  }
}
