package io.tributary.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts every metric that Flink tells of into a Micrometer registry; see {@link Options}. */
public final class MicrometerReporter implements MetricReporter {

  private static final Logger LOG = LoggerFactory.getLogger(MicrometerReporter.class);

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private @Nullable Options options;
  private @Nullable Bridge bridge;
  private @Nullable MeterRegistry registry;
  private @Nullable Endpoint endpoint;

  MicrometerReporter() {}

  @Override
  public void open(MetricConfig config) {
    options = Options.of(config);
    MeterRegistry opened;
    if (options.registry() == null) {
      PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      endpoint = Endpoint.open(options, prometheus);
      LOG.info("metrics for Prometheus on port {}, path /metrics", endpoint.port());
      toClose.push(endpoint);
      opened = prometheus;
    } else {
      opened = Registries.create(options.registry(), config);
    }
    registry = opened;
    toClose.push(opened::close);
    if (options.jvm()) {
      toClose.push(new JvmMeters(opened));
    }
    bridge = new Bridge(opened, options.buckets());
  }

  /** The endpoint's port; −1 without one. */
  int port() {
    return endpoint == null ? -1 : endpoint.port();
  }

  MeterRegistry registry() {
    return Objects.requireNonNull(registry, "not open");
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    try {
      bridge().add(metric, name(name, group));
    } catch (RuntimeException failure) { // one metric less must not cost the job
      LOG.warn("the metric {} is left out: {}", name, failure.toString());
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    try {
      bridge().remove(metric, name(name, group));
    } catch (RuntimeException failure) {
      LOG.warn("the metric {} could not be taken out: {}", name, failure.toString());
    }
  }

  private MeterName name(String name, MetricGroup group) {
    return MeterName.of(name, group, Objects.requireNonNull(options, "not open"));
  }

  private Bridge bridge() {
    return Objects.requireNonNull(bridge, "not open");
  }

  @Override
  public void close() {
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (Exception failure) {
        LOG.warn("not closed: {}", failure.toString());
      }
    }
  }
}
