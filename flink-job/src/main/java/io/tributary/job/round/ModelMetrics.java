package io.tributary.job.round;

import io.tributary.connectors.record.OutRecord;
import io.tributary.job.metrics.JobMetric;
import io.tributary.job.metrics.Metrics;
import io.tributary.job.metrics.PublishedHistogram;
import java.util.List;
import org.apache.flink.metrics.Counter;

/** Counts the models that are published, since the start of this attempt. */
final class ModelMetrics {

  private final Counter models;
  private final Counter bytes;
  private final Counter failures;
  private final PublishedHistogram time;

  ModelMetrics(Metrics model, RunProgress run, Champions champions) {
    model.gauge(JobMetric.PUBLISHED_ROUND, run::published);
    model.gauge(JobMetric.CHAMPION_ROUND, champions::round);
    model.counter(JobMetric.REFUSED_CANDIDATES, champions::refused);
    models = model.counter(JobMetric.PUBLISHED);
    bytes = model.counter(JobMetric.PUBLISHED_BYTES);
    failures = model.counter(JobMetric.PUBLISH_FAILURES);
    time = model.histogram(JobMetric.PUBLISH_TIME);
  }

  /**
   * A model is on its way.
   *
   * @param since {@link System#nanoTime} when making it began
   */
  void sent(List<OutRecord> records, long since) {
    models.inc();
    records.forEach(record -> bytes.inc(record.value().length));
    time.update((System.nanoTime() - since) / 1e6);
  }

  /** A model could not be made or sent; the job fails and starts again. */
  void failed() {
    failures.inc();
  }
}
