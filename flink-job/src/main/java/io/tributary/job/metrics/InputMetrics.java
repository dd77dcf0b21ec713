package io.tributary.job.metrics;

import io.tributary.connectors.example.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;

/** Counts records as they are read, since the start of this attempt. */
public final class InputMetrics {

  private final Counter received;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);

  /** Registers the counters; those of all reasons, so that the first rejected record is seen. */
  public InputMetrics(Metrics model) {
    received = model.counter(JobMetric.RECORDS);
    for (Reason reason : Reason.values()) {
      rejected.put(
          reason,
          model.with(MetricLabel.REASON, reason.label()).counter(JobMetric.REJECTED_RECORDS));
    }
  }

  /** A record was read. */
  public void received() {
    received.inc();
  }

  /** It cannot be used. */
  public void rejected(Reason reason) {
    Objects.requireNonNull(rejected.get(reason)).inc();
  }
}
