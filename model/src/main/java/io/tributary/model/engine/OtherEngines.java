package io.tributary.model.engine;

import io.tributary.model.config.EngineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Engines of modules of their own, as far as they are on the class path. */
final class OtherEngines {

  /** Found once, beside this class: a job's classes and its engines come together. */
  private static final List<EngineProvider> FOUND = find();

  private OtherEngines() {}

  static List<EngineProvider> all() {
    return FOUND;
  }

  /**
   * The provider of a type.
   *
   * @throws EngineException when its module is not there
   */
  static EngineProvider of(EngineConfig.Type type) {
    return FOUND.stream()
        .filter(provider -> provider.type() == type)
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "engine: pytorch needs io.tributary:tributary-engine-pytorch on the class path,"
                        + " which a build with -Ppytorch puts there; or set engine: dl4j, which"
                        + " reads the same checkpoints",
                    null));
  }

  private static List<EngineProvider> find() {
    List<EngineProvider> found = new ArrayList<>();
    ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader())
        .forEach(found::add);
    return List.copyOf(found);
  }
}
