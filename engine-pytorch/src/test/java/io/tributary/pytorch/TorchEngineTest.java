package io.tributary.pytorch;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;
import io.tributary.model.engine.ClassWeightsContract;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.EngineContract;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.JointStepsContract;
import io.tributary.model.engine.StraightLineContract;
import io.tributary.model.round.WholeRoundContract;

/** What every engine keeps to, and the straight line, with this one. */
class TorchEngineTest
    implements EngineContract,
        JointStepsContract,
        ClassWeightsContract,
        StraightLineContract,
        WholeRoundContract {

  static final EngineConfig PYTORCH =
      new EngineConfig(EngineConfig.Type.PYTORCH, EngineConfig.Device.CPU);

  @Override
  public Engine open(Configuration configuration) {
    return Engines.open(configuration.withEngine(PYTORCH));
  }
}
