package io.tributary.model.engine;

import io.tributary.model.config.Configuration;

class Dl4jEngineTest implements EngineContract, JointStepsContract, FieldsContract {
  @Override
  public Engine open(Configuration configuration) {
    return Engines.open(configuration);
  }
}
