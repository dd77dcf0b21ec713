package io.tributary.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ServerSocket;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static Options with(String key, String value) {
    Properties given = new Properties();
    given.setProperty(key, value);
    return Options.of(given);
  }

  @Test
  void areRead() {
    assertThat(with("port", "9250-9252").ports()).containsExactly(9250, 9251, 9252);
    assertThat(with("roots", "tributary; other").roots())
        .containsExactlyInAnyOrder("tributary", "other");
    assertThat(with("buckets", "5, 1").buckets()).containsExactly(1.0, 5.0);
    assertThat(with("x", "").excluded()).contains("job_id", "tm_id", "task_attempt_id");
  }

  @Test
  void areRefusedInOneLine() {
    for (String port : new String[] {"", "a", "10-9", "70000", "-5"}) {
      assertThatThrownBy(() -> with("port", port))
          .hasMessageStartingWith("port: ")
          .message()
          .hasLineCount(1);
    }
    assertThatThrownBy(() -> with("buckets", "1,x")).hasMessageStartingWith("buckets: ");
    assertThatThrownBy(() -> Registries.create("no.such.Registry", new Properties()))
        .hasMessageContaining("no.such.Registry");
    assertThatThrownBy(() -> Registries.create("java.lang.String", new Properties()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nameAnyRegistry() {
    Properties options = new Properties();
    options.setProperty("simple.mode", "STEP");
    options.setProperty("simple.step", "1h");
    MeterRegistry simple = Registries.create(SimpleMeterRegistry.class.getName(), options);
    simple.counter("n").increment();
    assertThat(simple.counter("n").count()).as("shown only after the step").isZero();
    simple.close();
    MicrometerReporter reporter = new MicrometerReporter();
    MetricConfig config = new MetricConfig();
    config.setProperty("registry", SimpleMeterRegistry.class.getName());
    reporter.open(config);
    assertThat(reporter.registry()).isInstanceOf(SimpleMeterRegistry.class);
    assertThat(reporter.port()).isEqualTo(-1);
    assertThat(reporter.registry().getMeters()).isNotEmpty();
    reporter.close();
  }

  @Test
  void takeTheNextPortThatIsFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      MetricConfig config = new MetricConfig();
      int port = Math.min(taken.getLocalPort(), 65_000);
      config.setProperty("port", port + "-" + (port + 200));
      MicrometerReporter reporter = new MicrometerReporter();
      reporter.open(config);
      assertThat(reporter.registry()).isInstanceOf(PrometheusMeterRegistry.class);
      assertThat(reporter.port()).isBetween(port, port + 200).isNotEqualTo(taken.getLocalPort());
      reporter.close();
      config.setProperty("port", Integer.toString(taken.getLocalPort()));
      assertThatThrownBy(() -> new MicrometerReporter().open(config))
          .hasMessageContaining("none of");
    }
  }
}
