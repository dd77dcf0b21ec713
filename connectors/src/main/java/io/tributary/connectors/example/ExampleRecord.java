package io.tributary.connectors.example;

import io.tributary.model.Split;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example record as someone who feeds has it: not checked against any configuration.
 *
 * @param features the input, row-major; owned by the record and not copied
 * @param labels by task, in order; one value each, or several for a multilabel task
 * @param split null: the job decides
 * @param id decides with whether a target example without a split is a dev example
 * @param time becomes the timestamp of the Kafka record
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
public record ExampleRecord(
    float[] features,
    Map<String, float[]> labels,
    @Nullable Split split,
    @Nullable String id,
    @Nullable Instant time) {

  public ExampleRecord {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** With the label of one task and nothing else. */
  public static ExampleRecord of(float[] features, String task, float... label) {
    return new ExampleRecord(features, Map.of(task, label), null, null, null);
  }

  /** The same at another time. */
  public ExampleRecord at(@Nullable Instant newTime) {
    return new ExampleRecord(features, labels, split, id, newTime);
  }
}
