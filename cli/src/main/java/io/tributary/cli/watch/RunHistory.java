package io.tributary.cli.watch;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.TaskWeightsRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been told of one run: its last round, and each task's measures over rounds. */
final class RunHistory {

  /** The measures that are followed. */
  enum Measure {
    WEIGHT,
    CONTRIBUTION,
    PREQUENTIAL,
    TEST
  }

  private record Of(String task, Measure measure) {}

  private final int most;
  private final Map<Of, Series> series = new LinkedHashMap<>();
  private final Set<String> inUnits = new HashSet<>();
  private @Nullable TaskWeightsRecord last;
  private long time;

  /**
   * Of nothing yet.
   *
   * @param most rounds kept
   */
  RunHistory(int most) {
    this.most = most;
  }

  /**
   * A finished round.
   *
   * @param epochMillis when it was told
   */
  void add(TaskWeightsRecord record, long epochMillis) {
    last = record;
    time = epochMillis;
    record
        .tasks()
        .forEach(
            (task, entry) -> {
              of(task, Measure.WEIGHT).add(record.round(), entry.weight());
              of(task, Measure.CONTRIBUTION).add(record.round(), entry.contribution());
            });
  }

  /** A score. */
  void add(EvaluationRecord record) {
    Measure measure =
        switch (record.split()) {
          case "prequential" -> Measure.PREQUENTIAL;
          case "test" -> Measure.TEST;
          default -> null; // of dev examples the last record tells
        };
    if (record.accuracy() == null) {
      inUnits.add(record.task());
    }
    if (measure != null) {
      of(record.task(), measure)
          .add(record.round(), record.accuracy() == null ? record.rmse() : record.accuracy());
    }
  }

  /** The last round, or null before the first. */
  @Nullable TaskWeightsRecord last() {
    return last;
  }

  /** When it was told, in milliseconds since the epoch. */
  long time() {
    return time;
  }

  /** Whether a task's scores are shares of right predictions, not errors in the label's units. */
  boolean scoresAreShares(String task) {
    return !inUnits.contains(task);
  }

  /** A task's measure; without rounds when nothing was told of it. */
  Series of(String task, Measure measure) {
    return series.computeIfAbsent(new Of(task, measure), none -> new Series(most));
  }
}
