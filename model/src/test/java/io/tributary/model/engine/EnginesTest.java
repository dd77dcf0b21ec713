package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;
import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void anEngineThatIsNotThereIsNamedWithItsArtifact() {
    Configuration configuration =
        Problems.plain()
            .withEngine(new EngineConfig(EngineConfig.Type.PYTORCH, EngineConfig.Device.CPU));
    assertThatThrownBy(() -> Engines.open(configuration))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("io.tributary:tributary-engine-pytorch")
        .hasMessageNotContaining("\n");
  }
}
