package io.tributary.cli.compare;

import io.tributary.cli.feed.DecodedRecords;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.Part;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

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
          } else if (decoded instanceof Decoded.Waiting waiting) {
            count(waiting, target, counts);
          }
          return true;
        });
    return new Census(counts.getOrDefault(Split.TRAIN, 0L), counts.getOrDefault(Split.TEST, 0L));
  }

  /** Labels that come apart count by the split that either record says, in case they are joined. */
  private static void count(Decoded.Waiting waiting, int target, Map<Split, Long> counts) {
    if (waiting.part() instanceof Part.Features features) {
      counts.merge(Objects.requireNonNullElse(features.split(), Split.DEV), 1L, Long::sum);
    } else if (waiting.part() instanceof Part.Labels labels
        && waiting.labelled().contains(target)) {
      counts.merge(Objects.requireNonNullElse(labels.split(), labels.chosen()), 1L, Long::sum);
    }
    for (Example example : waiting.examples()) {
      if (example.task() == target) {
        counts.merge(example.split(), 1L, Long::sum);
      }
    }
  }
}
