package io.tributary.job.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Registers the metrics of the table in Flink's groups. Many of their numbers are read from state,
 * so that they go on where they were after a restore and never count anything twice. Reporters read
 * them from threads of their own: a number may be a moment old.
 *
 * @param group that metrics are registered in
 * @param labels that the group has, outermost first
 */
public record Metrics(MetricGroup group, List<MetricLabel> labels) {

  public Metrics {
    labels = List.copyOf(labels);
  }

  /** Those of an operator, without a label yet. */
  public static Metrics of(MetricGroup operator) {
    return new Metrics(operator.addGroup(JobMetric.GROUP), List.of());
  }

  /** Those of an operator of a model's job. */
  public static Metrics of(MetricGroup operator, String model) {
    return of(operator).with(MetricLabel.MODEL, model);
  }

  /** Those with one more label. */
  public Metrics with(MetricLabel label, String value) {
    List<MetricLabel> more = new ArrayList<>(labels);
    more.add(label);
    return new Metrics(group.addGroup(label.label(), value), more);
  }

  /** Registers a number that only rises. */
  public Metrics counter(JobMetric metric, LongSupplier value) {
    group.counter(checked(metric, JobMetric.Kind.COUNTER), new ReadCounter(value));
    return this;
  }

  /** Registers a counter to count with. */
  public Counter counter(JobMetric metric) {
    return group.counter(checked(metric, JobMetric.Kind.COUNTER));
  }

  /** Registers a number that rises and falls. */
  public Metrics gauge(JobMetric metric, DoubleSupplier value) {
    group.gauge(checked(metric, JobMetric.Kind.GAUGE), (Gauge<Double>) value::getAsDouble);
    return this;
  }

  /** Registers a histogram. */
  public PublishedHistogram histogram(JobMetric metric) {
    return group.histogram(checked(metric, JobMetric.Kind.HISTOGRAM), new PublishedHistogram());
  }

  private String checked(JobMetric metric, JobMetric.Kind kind) {
    if (metric.kind() != kind || !metric.labels().equals(labels)) {
      throw new IllegalArgumentException(
          metric + " is a " + metric.kind() + " with the labels " + metric.labels());
    }
    return metric.id();
  }

  /** Counts nothing itself. */
  private record ReadCounter(LongSupplier value) implements Counter {

    @Override
    public long getCount() {
      return value.getAsLong();
    }

    @Override
    public void inc() {
      throw new UnsupportedOperationException("counted elsewhere");
    }

    @Override
    public void inc(long n) {
      inc();
    }

    @Override
    public void dec() {
      inc();
    }

    @Override
    public void dec(long n) {
      inc();
    }
  }
}
