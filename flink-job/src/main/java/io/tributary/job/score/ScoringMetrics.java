package io.tributary.job.score;

import io.tributary.connectors.example.Reason;
import io.tributary.job.metrics.JobMetric;
import io.tributary.job.metrics.MetricLabel;
import io.tributary.job.metrics.Metrics;
import io.tributary.job.metrics.PublishedHistogram;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;

/** What a scoring subtask tells of requests and models, since the start of this attempt. */
final class ScoringMetrics {

  private final Counter answered;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
  private final Counter swaps;
  private final Counter failures;
  private final PublishedHistogram latency;
  private volatile long round = -1; // reporters look in

  ScoringMetrics(Metrics model) {
    answered = model.counter(JobMetric.ANSWERED_REQUESTS);
    for (Reason reason : Reason.values()) {
      rejected.put(
          reason,
          model.with(MetricLabel.REASON, reason.label()).counter(JobMetric.REJECTED_REQUESTS));
    }
    swaps = model.counter(JobMetric.MODEL_SWAPS);
    failures = model.counter(JobMetric.MODEL_FAILURES);
    latency = model.histogram(JobMetric.REQUEST_LATENCY);
    model.gauge(JobMetric.SERVED_ROUND, () -> round);
  }

  /** A request was answered, so long after its timestamp. */
  void answered(long millis) {
    answered.inc();
    latency.update((double) Math.max(0, millis));
  }

  /** A request cannot be answered. */
  void rejected(Reason reason) {
    Objects.requireNonNull(rejected.get(reason)).inc();
  }

  /** Another model serves. */
  void serves(ServedModel model) {
    swaps.inc();
    round = model.info().round();
  }

  /** A model that was to serve cannot; told by another thread, where a lost count does no harm. */
  void modelFailed() {
    failures.inc();
  }
}
