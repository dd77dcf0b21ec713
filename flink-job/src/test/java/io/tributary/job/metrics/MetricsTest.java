package io.tributary.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Map<String, Counter> counters = new TreeMap<>();
  private final Map<String, Gauge<?>> gauges = new TreeMap<>();
  private final Metrics model = Metrics.of(new Group(""), "shop");
  private long value = 5;

  /** Notes what is registered in it. */
  private final class Group extends UnregisteredMetricsGroup {
    private final String scope;

    Group(String scope) {
      this.scope = scope;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Group(scope + name + " ");
    }

    @Override
    public MetricGroup addGroup(String key, String label) {
      return new Group(scope + key + "=" + label + " ");
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
    model
        .with(MetricLabel.TASK, "buy")
        .counter(JobMetric.TRAINED, () -> value)
        .gauge(JobMetric.PENDING, () -> 7);
    Counter trained = counters.get("tributary model=shop task=buy trainedExamples");
    assertThat(trained).isNotNull();
    assertThat(trained.getCount()).isEqualTo(5);
    value = 9;
    assertThat(trained.getCount()).isEqualTo(9);
    assertThat(gauges).containsOnlyKeys("tributary model=shop task=buy pendingExamples");
    assertThat(gauges.values()).extracting(Gauge::getValue).isEqualTo(List.of(7.0));
    assertThatThrownBy(trained::inc).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void keepToTheTable() {
    assertThatThrownBy(() -> model.counter(JobMetric.TRAINED)).hasMessageContaining("TASK");
    assertThatThrownBy(() -> model.gauge(JobMetric.ROUNDS, () -> 1))
        .hasMessageContaining("COUNTER");
  }

  @Test
  void histogramsTellEveryValueToThoseWhoAsk() {
    PublishedHistogram histogram = model.histogram(JobMetric.ROUND_TIME);
    histogram.update(1.5);
    List<Double> heard = new ArrayList<>();
    histogram.subscribe(
        new Flow.Subscriber<Double>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(Double next) {
            heard.add(next);
          }

          @Override
          public void onError(Throwable failure) {}

          @Override
          public void onComplete() {}
        });
    for (int i = 0; i < 1_000; i++) {
      histogram.update(i + 0.25);
    }
    assertThat(heard).hasSize(1_000).startsWith(0.25, 1.25);
    assertThat(histogram.getCount()).isEqualTo(1_001);
    assertThat(histogram.getStatistics().getMax()).isEqualTo(999);
  }
}
