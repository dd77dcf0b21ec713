package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
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

  /** A model is read on machines that have not what it was trained with. */
  @Test
  void aModelOfAnEngineThatIsNotHereIsReadWithDeeplearning4j() {
    EngineConfig other = new EngineConfig(EngineConfig.Type.PYTORCH, EngineConfig.Device.CUDA);
    assertThat(Engines.nearest(other)).isEqualTo(EngineConfig.DEFAULT);
    assertThat(Engines.nearest(EngineConfig.DEFAULT)).isEqualTo(EngineConfig.DEFAULT);
  }
}
