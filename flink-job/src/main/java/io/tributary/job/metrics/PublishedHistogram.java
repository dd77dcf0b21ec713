package io.tributary.job.metrics;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * A histogram of the newest values, as Flink knows it, that also tells every single value to those
 * who subscribe. Flink's own statistics are quantiles, from which no buckets can be counted; a
 * reporter that wants buckets subscribes. The interface is the JDK's, so that a reporter in a class
 * loader of its own knows it too.
 */
public final class PublishedHistogram implements Histogram, Flow.Publisher<Double> {

  private static final int WINDOW = 1_000;

  private final Histogram newest = new DescriptiveStatisticsHistogram(WINDOW);

  /** Tells values in the thread that has them; one that does not keep up loses them. */
  private final SubmissionPublisher<Double> values =
      new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());

  PublishedHistogram() {}

  /** Takes a value that is no whole number. */
  public void update(double value) {
    newest.update(Math.round(value));
    values.offer(value, null);
  }

  @Override
  public void update(long value) {
    update((double) value);
  }

  @Override
  public long getCount() {
    return newest.getCount();
  }

  @Override
  public HistogramStatistics getStatistics() {
    return newest.getStatistics();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Double> subscriber) {
    values.subscribe(subscriber);
  }
}
