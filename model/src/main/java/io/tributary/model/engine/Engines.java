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
   * Sees whether an engine's module and natives are on the class path, without loading them.
   *
   * @throws EngineException in one line that names the missing artifact
   */
  public static void require(EngineConfig.Type type) {
    if (type != EngineConfig.Type.DL4J) {
      OtherEngines.of(type).require();
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
