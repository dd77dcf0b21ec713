package io.tributary.cli.report;

import io.tributary.connectors.record.RoundHeader.TaskCounters;
import org.jspecify.annotations.Nullable;

/**
 * Where examples went: {@code received = trained + dev + test + dropped + rejected}, and beside
 * them {@code pending} ones, of which a run that reached its end has none.
 */
public record ExampleCounts(
    long received, long trained, long dev, long test, long dropped, long rejected, long pending) {

  static final ExampleCounts NONE = new ExampleCounts(0, 0, 0, 0, 0, 0, 0);

  static ExampleCounts of(@Nullable TaskCounters counters, long rejected) {
    if (counters == null) {
      return new ExampleCounts(rejected, 0, 0, 0, 0, rejected, 0);
    }
    return new ExampleCounts(
        counters.received() + rejected,
        counters.trained(),
        counters.dev(),
        counters.test(),
        counters.dropped(),
        rejected,
        counters.pending());
  }

  ExampleCounts plus(ExampleCounts other) {
    return new ExampleCounts(
        received + other.received,
        trained + other.trained,
        dev + other.dev,
        test + other.test,
        dropped + other.dropped,
        rejected + other.rejected,
        pending + other.pending);
  }
}
