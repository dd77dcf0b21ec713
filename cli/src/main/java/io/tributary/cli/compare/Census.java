package io.tributary.cli.compare;

import io.tributary.cli.feed.DecodedRecords;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.connectors.example.Decoded;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a stream holds of the target.
 *
 * @param train examples to train on
 * @param test examples that are scored only
 */
record Census(long train, long test) {

  static Census of(ExampleSource source, Configuration configuration) throws IOException {
    int target = configuration.target().index();
    Map<Split, Long> counts = new EnumMap<>(Split.class);
    DecodedRecords.of(
        source,
        configuration,
        "examples",
        (record, time, decoded) -> {
          if (decoded instanceof Decoded.Examples found) {
            for (Example example : found.examples()) {
              if (example.task() == target) {
                counts.merge(example.split(), 1L, Long::sum);
              }
            }
          }
          return true;
        });
    return new Census(counts.getOrDefault(Split.TRAIN, 0L), counts.getOrDefault(Split.TEST, 0L));
  }
}
