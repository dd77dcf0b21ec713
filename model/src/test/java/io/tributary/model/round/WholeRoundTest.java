package io.tributary.model.round;

import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;

class WholeRoundTest implements WholeRoundContract {
  @Override
  public Engine open(Configuration configuration) {
    return Engines.open(configuration);
  }
}
