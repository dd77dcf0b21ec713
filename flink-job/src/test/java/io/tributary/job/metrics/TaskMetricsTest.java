package io.tributary.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {

  private final Map<String, Counter> counters = new TreeMap<>();
  private final Map<String, Gauge<?>> gauges = new TreeMap<>();
  private long value = 5;

  /** Notes what is registered in it. */
  private final class Group extends UnregisteredMetricsGroup {
    private final String scope;

    Group(String scope) {
      this.scope = scope;
    }

    @Override
    public MetricGroup addGroup(String key, String label) {
      return new Group(key + "=" + label + " ");
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
      counters.put(scope + name, counter);
      return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(scope + name, gauge);
      return gauge;
    }
  }

  @Test
  void tellWhatIsCountedElsewhere() {
    TaskMetrics.of(new Group(""), "buy").counter("trained", () -> value).gauge("pending", () -> 7);
    Counter trained = counters.get("task=buy trained");
    assertThat(trained).isNotNull();
    assertThat(trained.getCount()).isEqualTo(5);
    value = 9;
    assertThat(trained.getCount()).isEqualTo(9);
    assertThat(gauges).containsOnlyKeys("task=buy pending");
    assertThat(gauges.values()).extracting(Gauge::getValue).isEqualTo(List.of(7L));
    assertThatThrownBy(trained::inc).isInstanceOf(UnsupportedOperationException.class);
  }
}
