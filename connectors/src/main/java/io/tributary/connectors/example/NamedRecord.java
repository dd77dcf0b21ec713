package io.tributary.connectors.example;

import io.tributary.model.Split;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example record of named inputs as someone who feeds has it: not checked against any
 * configuration. Values are texts, numbers or truth values, and maps, lists and arrays of numbers
 * of them; one that is missing is left out.
 *
 * @param features by field, in order
 * @param labels by task, in order
 * @param split null: the job decides
 * @param id decides with whether a target example without a split is a dev example
 * @param time becomes the timestamp of the Kafka record
 */
public record NamedRecord(
    Map<String, ?> features,
    Map<String, ?> labels,
    @Nullable Split split,
    @Nullable String id,
    @Nullable Instant time) {

  public NamedRecord {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
