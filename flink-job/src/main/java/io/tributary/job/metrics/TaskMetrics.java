package io.tributary.job.metrics;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics whose numbers are read from state, so that they go on where they were after a restore and
 * never count anything twice. Reporters read them from threads of their own: a number may be a
 * moment old.
 *
 * @param group that they are registered in
 */
public record TaskMetrics(MetricGroup group) {

  /** Of one task, told apart by the label {@code task}. */
  public static TaskMetrics of(MetricGroup operator, String task) {
    return new TaskMetrics(operator.addGroup("task", task));
  }

  /** A number that only rises. */
  public TaskMetrics counter(String name, LongSupplier value) {
    group.counter(name, new StateCounter(value));
    return this;
  }

  /** A number that rises and falls. */
  public TaskMetrics gauge(String name, LongSupplier value) {
    group.gauge(name, (Gauge<Long>) value::getAsLong);
    return this;
  }

  /** Counts nothing itself. */
  private record StateCounter(LongSupplier value) implements Counter {

    @Override
    public long getCount() {
      return value.getAsLong();
    }

    @Override
    public void inc() {
      throw new UnsupportedOperationException("counted in state");
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
