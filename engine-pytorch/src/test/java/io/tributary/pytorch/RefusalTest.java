package io.tributary.pytorch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.FieldProblems;
import io.tributary.model.network.NetworkException;
import org.junit.jupiter.api.Test;

/** What the engine does not have is refused when it is opened, not when it is first needed. */
class RefusalTest {

  @Test
  void fields() {
    Configuration configuration = FieldProblems.configuration();
    assertThatThrownBy(() -> Engines.open(configuration.withEngine(TorchEngineTest.PYTORCH)))
        .isInstanceOf(NetworkException.class)
        .hasMessage("engine: pytorch has no model.fields; set engine: dl4j");
  }
}
