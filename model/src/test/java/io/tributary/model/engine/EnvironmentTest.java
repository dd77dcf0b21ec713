package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void tellsWhatTheBitsOfProductsDependOn() {
    String told = Objects.requireNonNullElse(System.getenv("OPENBLAS_CORETYPE"), "");
    Map<String, String> here = Environment.here();
    assertThat(here)
        .containsEntry("openblasCoretype", told)
        .containsKeys("cpu", "cpuFeatures", "java", "os");
    assertThat(here.get("cpuFeatures")).contains("avx2");
  }
}
