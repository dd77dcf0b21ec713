package io.tributary.cli.report;

import io.tributary.connectors.record.RoundHeader.TaskCounters;
import org.jspecify.annotations.Nullable;

/**
 * Where the examples of a finished run went: {@code received = trained + dev + test + dropped +
 * rejected}. What still waited when the run ended will not be trained any more, and is dropped.
 */
public record ExampleCounts(
    long received, long trained, long dev, long test, long dropped, long rejected) {

  static final ExampleCounts NONE = new ExampleCounts(0, 0, 0, 0, 0, 0);

  static ExampleCounts of(@Nullable TaskCounters counters, long rejected) {
    if (counters == null) {
      return new ExampleCounts(rejected, 0, 0, 0, 0, rejected);
    }
    return new ExampleCounts(
        counters.received() + rejected,
        counters.trained(),
        counters.dev(),
        counters.test(),
        counters.dropped() + counters.pending(),
        rejected);
  }

  ExampleCounts plus(ExampleCounts other) {
    return new ExampleCounts(
        received + other.received,
        trained + other.trained,
        dev + other.dev,
        test + other.test,
        dropped + other.dropped,
        rejected + other.rejected);
  }
}
