package io.tributary.chaos.stream;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The configuration of the model that learns under fire: a task of each common kind, small rounds,
 * every second model published.
 */
public final class ChaosModel {

  /** Number of features. */
  public static final int FEATURES = 6;

  /** Target examples of a round, and of every task when rounds are by count. */
  public static final int MINI_EPOCH = 30;

  /** A model is published at rounds divisible by it. */
  public static final int PUBLISH_EVERY = 2;

  /** The topic that all runs read. */
  public static final String EXAMPLES = "chaos.examples";

  static final List<String> TASKS = List.of("main", "side", "flag");

  private static final String TEXT =
      """
      model:
        name: chaos
        input: [%d]
        trunk: [{dense: {units: 8}}, tanh]
        seed: 5
      tasks:
        main: {type: classification, classes: 3, target: true}
        side: {type: regression}
        flag: {type: binary}
      training: {miniEpoch: %d, batchSize: 16, optimizer: {type: sgd, learningRate: 0.05}}
      rounds: %s
      weighting: {method: alphavil, alpha: {optimizer: sgd, steps: 3, learningRate: 0.1}}
      dev: {fraction: 0, window: 64}
      publish: {everyRounds: %d}
      flink: {parallelism: 2, checkpointInterval: 1s, checkpointDir: "%s", stateBackend: rocksdb}
      kafka:
        bootstrapServers: "%s"
        topics: {namespace: %s, examples: %s, partitions: %d}
      """;

  private ChaosModel() {}

  /**
   * The file's text.
   *
   * @param namespace of its outputs
   */
  public static String text(RoundsBy rounds, String servers, String namespace, Path checkpoints) {
    return TEXT.formatted(
        FEATURES,
        MINI_EPOCH,
        rounds.configuration(),
        PUBLISH_EVERY,
        checkpoints,
        servers,
        namespace,
        EXAMPLES,
        rounds.partitions());
  }

  /** What a text says. */
  public static Configuration parse(String text) {
    return ConfigurationFile.parse(text, "chaos.yaml", Path.of("."), Map.of());
  }
}
