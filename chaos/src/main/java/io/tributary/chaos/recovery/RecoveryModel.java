package io.tributary.chaos.recovery;

import io.tributary.chaos.stream.ChaosModel;
import java.nio.file.Path;

/**
 * A model of a given size whose rounds cost little but the way of its parameters.
 *
 * @param parameters about how many, of 4 bytes
 */
record RecoveryModel(long parameters) {

  /** Of each task and round. */
  private static final int MINI_EPOCH = 8;

  private static final String TEXT =
      """
      model:
        name: recovery
        input: [%1$d]
        trunk: [dense: {units: %2$d}, relu, dense: {units: %2$d}, relu]
      tasks:
        left: {type: classification, classes: 2, target: true}
        right: {type: classification, classes: 2}
      training: {miniEpoch: %3$d, batchSize: %3$d, optimizer: {type: sgd, learningRate: 0.001}}
      rounds: {by: count, wait: all}
      weighting: {method: alphavil, alpha: {steps: 3}}
      publish: {everyRounds: 1000000}
      flink: {parallelism: 2, checkpointInterval: 2s, checkpointDir: "%4$s", stateBackend: rocksdb}
      kafka:
        bootstrapServers: "%5$s"
        topics: {namespace: recovery, examples: %6$s}
      """;

  String text(String servers, Path checkpoints) {
    long units = Math.max(1, Math.round(Math.sqrt((double) parameters)) - 12); // beside the rest
    return TEXT.formatted(
        PlainStream.FEATURES, units, MINI_EPOCH, checkpoints, servers, ChaosModel.EXAMPLES);
  }

  /** Records a second for so many rounds a second. */
  static double recordsPerSecond(double rounds) {
    return rounds * 2 * MINI_EPOCH;
  }
}
