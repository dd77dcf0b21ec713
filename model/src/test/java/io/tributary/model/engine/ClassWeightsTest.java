package io.tributary.model.engine;

import io.tributary.model.config.Configuration;

class ClassWeightsTest implements ClassWeightsContract {
  @Override
  public Engine open(Configuration configuration) {
    return Engines.open(configuration);
  }
}
