package io.tributary.model.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints configurations as files that read back. */
public final class ConfigurationPrinter {

  private static final RootPart ROOT = new RootPart();

  private ConfigurationPrinter() {}

  /**
   * The whole configuration with every default filled in. A value that came from the environment is
   * printed as its {@code ${NAME}}, any other client property that looks like a secret as {@code
   * ***}; without the latter the text reads back as the same configuration.
   */
  public static String print(Configuration configuration) {
    return YamlText.print(masked(configuration, RootPart.ALL));
  }

  /**
   * What learning depends on: nothing of ports, parallelism or secrets. Goes into the metadata of
   * checkpoints. How tables are read stands there too where the file says it, for those who
   * predict, and what is not the default of the engine and of sections that came later.
   */
  public static String learningPart(Configuration configuration) {
    List<Key<?>> keys = new ArrayList<>(RootPart.LEARNING);
    if (configuration.labels() != null) {
      keys.add(RootPart.LABELS);
    }
    if (configuration.engine().type() != EngineConfig.DEFAULT.type()) {
      keys.add(RootPart.ENGINE);
      keys.add(RootPart.DEVICE);
    }
    if (!configuration.continual().drift().equals(DriftConfig.NONE)) {
      keys.add(RootPart.DRIFT);
    }
    if (!configuration.continual().replay().equals(ReplayConfig.NONE)) {
      keys.add(RootPart.REPLAY);
    }
    if (!configuration.continual().ewc().equals(EwcConfig.NONE)) {
      keys.add(RootPart.EWC);
    }
    if (!configuration.csv().equals(CsvConfig.DEFAULT)) {
      keys.add(RootPart.CSV);
    }
    return YamlText.print(masked(configuration, keys));
  }

  private static Map<String, Object> masked(Configuration configuration, List<Key<?>> keys) {
    Mask mask = new Mask(configuration.kafka().asWritten());
    Map<String, Object> tree = ROOT.fields(configuration).tree();
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Key<?> key : keys) {
      Object value = tree.get(key.name());
      if (value == null) {
        continue; // a section that has no defaults, and is not there
      }
      kept.put(key.name(), key.equals(RootPart.KAFKA) ? mask.apply("", value) : value);
    }
    return kept;
  }
}
