package io.tributary.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is what the table of keys says. */
class ConfigurationDocsTest {

  private static final Path DOCS = Path.of("..", "docs", "configuration.md");
  private static final String UPDATE =
      "mvn -pl model test -Dtest=ConfigurationDocsTest -Dtributary.docs.update";

  @Test
  void isUpToDate() throws IOException {
    String expected = ConfigurationDocs.text();
    if (System.getProperty("tributary.docs.update") != null) {
      Files.writeString(DOCS, expected);
    }
    assertThat(DOCS).as("write it anew with: %s", UPDATE).content().isEqualTo(expected);
  }
}
