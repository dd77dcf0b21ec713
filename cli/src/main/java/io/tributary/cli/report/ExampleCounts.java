package io.tributary.cli.report;

import io.tributary.connectors.record.RoundHeader.TaskCounters;

/**
 * Where the examples of a finished run went: {@code received = trained + dev + test + dropped +
 * rejected + late + retired}. What still waited when the run ended will not be trained any more,
 * and is dropped. Replayed ones were trained on again, and are counted apart.
 */
public record ExampleCounts(
    long received,
    long trained,
    long dev,
    long test,
    long dropped,
    long rejected,
    long late,
    long retired,
    long replayed) {

  static ExampleCounts of(TaskCounters counters) {
    return new ExampleCounts(
        counters.received(),
        counters.trained(),
        counters.dev(),
        counters.test(),
        counters.dropped() + counters.pending(),
        counters.rejected(),
        counters.late(),
        counters.retired(),
        counters.replayed());
  }

  ExampleCounts plus(ExampleCounts other) {
    return new ExampleCounts(
        received + other.received,
        trained + other.trained,
        dev + other.dev,
        test + other.test,
        dropped + other.dropped,
        rejected + other.rejected,
        late + other.late,
        retired + other.retired,
        replayed + other.replayed);
  }
}
