package io.tributary.benchmarks.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.benchmarks.suite.stream.Recording;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What one run needs.
 *
 * @param configuration of the job
 * @param recording its examples
 */
record Setup(Configuration configuration, Recording recording) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MINI_EPOCH = "training.miniEpoch";

  /**
   * A stream as a method learns it. For a method that does not look at dev examples, they train the
   * target, in mini-epochs larger by as many.
   *
   * @param settings hyper-parameters by key of the configuration
   * @param seed of the model
   */
  static Setup of(
      SuiteStream stream,
      Method method,
      Map<String, Object> settings,
      Recording recording,
      long seed) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model.seed", seed);
    all.put("test.window", recording.records().size());
    all.putAll(method.settings());
    all.putAll(settings);
    Configuration configuration = configuration(stream, all);
    if (method.usesDev()) {
      return new Setup(configuration, recording);
    }
    String target = configuration.target().name();
    int train = recording.count(Split.TRAIN, target);
    int dev = recording.count(Split.DEV, target);
    all.put(
        MINI_EPOCH,
        (int) Math.round((double) configuration.training().miniEpoch() * (train + dev) / train));
    return new Setup(configuration(stream, all), recording.withoutDev());
  }

  /** What a YAML text says. */
  static Object value(String yaml) {
    return Objects.requireNonNull(
        new Load(LoadSettings.builder().build()).loadFromString(yaml), yaml);
  }

  private static Configuration configuration(SuiteStream stream, Map<String, Object> settings) {
    Map<String, Object> tree = copy(value(stream.configuration()));
    settings.forEach((key, value) -> put(tree, key, value));
    try {
      // JSON is YAML too.
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
      return ConfigurationFile.parse(text, stream.name(), Path.of("."), Map.of());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> copy(Object tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) tree).forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }

  private static void put(Map<String, Object> tree, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      tree.put(key, value);
      return;
    }
    String section = key.substring(0, dot);
    Map<String, Object> below = copy(tree.getOrDefault(section, Map.of()));
    put(below, key.substring(dot + 1), value);
    tree.put(section, below);
  }
}
