package io.tributary.cli.feed;

import io.tributary.connectors.record.Json;
import io.tributary.model.Split;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes examples that the program makes itself. */
public final class Encoding {

  private Encoding() {}

  /** A record of one input with labels for several tasks. */
  public static FeedRecord avro(float[] features, Map<String, float[]> labels, Split split) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("features", features);
    Map<String, Object> numbers = new LinkedHashMap<>();
    labels.forEach((task, label) -> numbers.put(task, label[0]));
    json.put("labels", numbers);
    json.put("split", split.name().toLowerCase(java.util.Locale.ROOT));
    return new FeedRecord(Json.bytes(json), "application/json", "", null);
  }
}
