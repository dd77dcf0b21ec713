package io.tributary.model.engine;

import io.tributary.model.config.Configuration;

class StraightLineTest implements StraightLineContract {
  @Override
  public Engine open(Configuration configuration) {
    return Engines.open(configuration);
  }
}
