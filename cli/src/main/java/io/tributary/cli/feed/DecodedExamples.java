package io.tributary.cli.feed;

import io.tributary.connectors.example.Decoded;
import io.tributary.model.Example;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the job makes of a source's records, without a broker between. */
public final class DecodedExamples {

  private DecodedExamples() {}

  /**
   * Decodes every record as if it lay in partition 0 of a topic, with the times of recorded
   * streams.
   *
   * @throws IllegalArgumentException when a record would be rejected
   */
  public static List<Example> of(ExampleSource source, Configuration configuration, String topic)
      throws IOException {
    List<Example> examples = new ArrayList<>();
    DecodedRecords.of(
        source,
        configuration,
        topic,
        (record, time, decoded) -> {
          if (!(decoded instanceof Decoded.Examples found)) {
            throw new IllegalArgumentException(
                "a record of " + source.name() + " would be rejected");
          }
          examples.addAll(found.examples());
          return true;
        });
    return examples;
  }
}
