package io.tributary.connectors.example;

import io.tributary.connectors.example.Draft.Label;
import io.tributary.model.Split;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads example records from files, one JSON object each. */
public final class ExampleReader {

  private static final JsonForm JSON = new JsonForm(JsonForm.ANY_LENGTH);

  private ExampleReader() {}

  /**
   * Reads one record. What only a configuration can tell (tasks, lengths, ranges) is not checked.
   *
   * @param json UTF-8, in the form of the examples topic
   * @throws ExampleFormatException when it is none
   */
  public static ExampleRecord read(byte[] json) {
    try {
      Draft draft = JSON.parse(json);
      return new ExampleRecord(
          features(draft), labels(draft), split(draft), id(draft), time(draft.time));
    } catch (Rejection e) {
      throw new ExampleFormatException(e.detail());
    }
  }

  private static float[] features(Draft draft) throws Rejection {
    if (draft.wrongFeatures != null) {
      throw draft.wrongFeatures;
    }
    if (draft.features == null) {
      throw new Rejection(Reason.NO_FEATURES, "the record has no features");
    }
    return draft.features;
  }

  private static Map<String, float[]> labels(Draft draft) throws Rejection {
    Map<String, float[]> labels = new LinkedHashMap<>();
    for (Label label : draft.all()) {
      if (label.wrong() != null) {
        throw label.wrong();
      }
      if (label.word() != null) {
        throw new Rejection(Reason.NOT_A_NUMBER, "a label is no number");
      }
      if (label.task() == null) {
        throw new Rejection(Reason.NO_SUCH_TASK, "the record has a label without a task");
      }
      float[] values = new float[label.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) label.values()[i];
      }
      if (labels.put(label.task(), values) != null) {
        throw new Rejection(Reason.DUPLICATE_LABEL, "the record has two labels of one task");
      }
    }
    return labels;
  }

  private static @Nullable Split split(Draft draft) throws Rejection {
    if (draft.wrongSplit != null) {
      throw draft.wrongSplit;
    }
    return draft.split == null ? null : Checks.split(draft.split);
  }

  private static @Nullable String id(Draft draft) throws Rejection {
    if (draft.wrongId != null) {
      throw draft.wrongId;
    }
    return draft.id;
  }

  private static @Nullable Instant time(@Nullable String time) {
    if (time == null) {
      return null;
    }
    try {
      boolean number = !time.isEmpty() && time.indexOf('-', 1) < 0 && time.indexOf('T') < 0;
      return number
          ? Instant.ofEpochMilli(Long.parseLong(time))
          : OffsetDateTime.parse(time).toInstant();
    } catch (NumberFormatException | DateTimeException e) {
      throw new ExampleFormatException(
          "time is neither ISO-8601 with an offset nor milliseconds since the epoch");
    }
  }
}
