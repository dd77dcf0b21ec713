package io.tributary.micrometer;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What Flink's configuration names:
 *
 * <pre>
 * metrics.reporter.micrometer.factory.class: io.tributary.micrometer.MicrometerReporterFactory
 * </pre>
 */
public final class MicrometerReporterFactory implements MetricReporterFactory {

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new MicrometerReporter();
  }
}
