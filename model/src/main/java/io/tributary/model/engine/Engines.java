package io.tributary.model.engine;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;

/** Opens engines. */
public final class Engines {
  private Engines() {}

  /**
   * Opens the engine that a configuration names. Any number of engines may live in one JVM, each
   * used by one thread at a time and closed by its owner, best from the thread that used it.
   *
   * @throws io.tributary.model.network.NetworkException when the network cannot be built, in one
   *     line that names the layer
   * @throws EngineException when the engine's module is not there or the natives cannot be loaded
   *     on this machine, in one line
   */
  public static Engine open(Configuration configuration) {
    EngineConfig.Type type = configuration.engine().type();
    return type == EngineConfig.Type.DL4J
        ? deeplearning4j(configuration)
        : OtherEngines.of(type).open(configuration);
  }

  /**
   * Sees whether an engine's module and natives are on the class path.
   *
   * @param here whether this process will compute, so that it has to see the device too; else
   *     nothing is loaded
   * @throws EngineException in one line that names the missing artifact or device
   */
  public static void require(EngineConfig engine, boolean here) {
    if (engine.type() != EngineConfig.Type.DL4J) {
      OtherEngines.of(engine.type()).require(engine.device(), here);
    }
  }

  /**
   * The engine for a model of another machine: its own where that one is here, else Deeplearning4j,
   * which has all that others have; on whatever device there is.
   */
  public static EngineConfig nearest(EngineConfig of) {
    EngineConfig here = new EngineConfig(of.type(), EngineConfig.Device.AUTO);
    try {
      require(here, /* here= */ false);
      return here;
    } catch (EngineException absent) {
      return EngineConfig.DEFAULT;
    }
  }

  private static Engine deeplearning4j(Configuration configuration) {
    Natives.load();
    if (Cuda.isBuilt()) {
      Cuda.takeDevice();
    }
    NativeUse.begin();
    try {
      return NativeUse.guarded(Engine.class, new Dl4jEngine(configuration));
    } finally {
      NativeUse.end();
    }
  }
}
