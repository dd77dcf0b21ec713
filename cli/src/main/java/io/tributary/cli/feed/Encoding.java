package io.tributary.cli.feed;

import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.ExampleEncoder;
import io.tributary.connectors.example.ExampleRecord;
import io.tributary.model.Split;
import java.util.Map;

/** Encodes examples that the program makes itself, in the form that is read fastest. */
public final class Encoding {

  private Encoding() {}

  /** A record of one input with labels for several tasks. */
  public static FeedRecord avro(float[] features, Map<String, float[]> labels, Split split) {
    ExampleRecord example = new ExampleRecord(features, labels, split, null, null);
    return new FeedRecord(
        ExampleEncoder.avro(example), ExampleDecoder.AVRO, key(labels), null, 0, true);
  }

  private static String key(Map<String, float[]> labels) {
    return labels.size() == 1 ? labels.keySet().iterator().next() : "";
  }
}
