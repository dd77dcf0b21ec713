package io.tributary.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class BridgeTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Bridge bridge = new Bridge(registry, List.of(0.1, 1.0));

  private static MeterName name(String name) {
    return new MeterName(name, Tags.of("task", "buy"));
  }

  private double scraped(String start) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Test
  void countersGoOnOverRestarts() {
    Counter first = new SimpleCounter();
    first.inc(40); // read from restored state
    bridge.add(first, name("trained"));
    first.inc(5);
    assertThat(scraped("trained_total{task=\"buy\"}")).isEqualTo(45);
    bridge.remove(first, name("trained"));
    assertThat(scraped("trained_total")).isNaN();

    Counter restored = new SimpleCounter();
    restored.inc(42); // as of the newest checkpoint
    bridge.add(restored, name("trained"));
    assertThat(scraped("trained_total")).isEqualTo(45);
    restored.inc(3);
    assertThat(scraped("trained_total")).isEqualTo(48);
    bridge.remove(restored, name("trained"));
    Counter anew = new SimpleCounter();
    bridge.add(anew, name("trained"));
    anew.inc();
    assertThat(scraped("trained_total")).isEqualTo(49);
  }

  /** Whatever comes and goes in whatever order, the meter counts all that was counted. */
  @Test
  void countersNeverFallAndLoseNothing() {
    Random random = new Random(3);
    List<Counter> live = new ArrayList<>();
    double expected = 0;
    double last = 0;
    for (int step = 0; step < 2_000; step++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          Counter counter = new SimpleCounter();
          bridge.add(counter, name("n"));
          live.add(counter);
        }
        case 1 -> {
          if (live.size() > 1) {
            bridge.remove(live.remove(random.nextInt(live.size())), name("n"));
          }
        }
        default -> {
          if (!live.isEmpty()) {
            live.get(random.nextInt(live.size())).inc(step);
            expected += step;
          }
        }
      }
      if (!live.isEmpty() && step % 20 == 0) {
        double now = scraped("n_total");
        assertThat(now).isEqualTo(expected).isGreaterThanOrEqualTo(last);
        last = now;
      }
    }
  }

  @Test
  void theNewestGaugeSpeaks() {
    Gauge<Double> old = () -> 1.5;
    Gauge<Integer> newer = () -> 7;
    bridge.add(old, name("weight"));
    bridge.add(newer, name("weight"));
    assertThat(scraped("weight{task=\"buy\"}")).isEqualTo(7);
    bridge.remove(old, name("weight"));
    assertThat(scraped("weight")).isEqualTo(7);
    bridge.remove(newer, name("weight"));
    assertThat(registry.scrape()).doesNotContain("weight");
    bridge.add((Gauge<String>) () -> "text", name("words"));
    assertThat(registry.scrape()).doesNotContain("words");
    bridge.add(
        (Gauge<Integer>)
            () -> {
              throw new IllegalStateException("closed");
            },
        name("failing"));
    assertThat(scraped("failing")).isNaN();
  }

  /** As the job's own. */
  private static final class Published implements Histogram, Flow.Publisher<Double> {
    private final SubmissionPublisher<Double> values = new SubmissionPublisher<>(Runnable::run, 16);

    @Override
    public void subscribe(Flow.Subscriber<? super Double> subscriber) {
      values.subscribe(subscriber);
    }

    @Override
    public void update(long value) {
      values.submit((double) value);
    }

    @Override
    public long getCount() {
      return 0;
    }

    @Override
    public HistogramStatistics getStatistics() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void publishedHistogramsHaveBuckets() {
    Published histogram = new Published();
    bridge.add(histogram, name("round.millis"));
    List.of(50L, 500L, 700L, 30_000L).forEach(histogram::update);
    assertThat(scraped("round_seconds_bucket{task=\"buy\",le=\"0.1\"}")).isEqualTo(1);
    assertThat(scraped("round_seconds_bucket{task=\"buy\",le=\"1.0\"}")).isEqualTo(3);
    assertThat(scraped("round_seconds_bucket{task=\"buy\",le=\"+Inf\"}")).isEqualTo(4);
    assertThat(scraped("round_seconds_sum")).isEqualTo(31.25);
    bridge.remove(histogram, name("round.millis"));
    histogram.update(1);
    assertThat(registry.scrape()).doesNotContain("round_seconds");
    assertThat(histogram.values.hasSubscribers()).isFalse();
  }

  @Test
  void otherHistogramsHaveQuantiles() {
    Histogram histogram = new org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram(100);
    for (int i = 1; i <= 100; i++) {
      histogram.update(i);
    }
    bridge.add(histogram, name("latency"));
    assertThat(scraped("latency{quantile=\"0.5\",task=\"buy\"}")).isBetween(49.0, 52.0);
    assertThat(scraped("latency_count")).isEqualTo(100);
    bridge.remove(histogram, name("latency"));
    assertThat(registry.scrape()).doesNotContain("latency");
  }
}
