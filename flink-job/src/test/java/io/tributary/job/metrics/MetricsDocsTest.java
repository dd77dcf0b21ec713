package io.tributary.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/metrics.md is what the table of metrics says. */
class MetricsDocsTest {

  private static final Path DOCS = Path.of("..", "docs", "metrics.md");
  private static final String UPDATE =
      "mvn -pl flink-job -am test -Dtest=MetricsDocsTest -Dtributary.docs.update"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void isUpToDate() throws IOException {
    String expected = MetricsDocs.text();
    if (System.getProperty("tributary.docs.update") != null) {
      Files.writeString(DOCS, expected);
    }
    assertThat(DOCS).as("write it anew with: %s", UPDATE).content().isEqualTo(expected);
  }
}
