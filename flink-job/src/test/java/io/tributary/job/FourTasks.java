package io.tributary.job;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A seeded stream of four tasks of four types, one partition a task. */
final class FourTasks {

  private static final String LEARNING =
      """
      model:
        name: %s
        input: [4]
        trunk: [{dense: {units: 6}}, tanh]
        seed: 11
      tasks:
        main: {type: classification, classes: 3, target: true}
        side: {type: binary}
        spend: {type: regression}
        tags: {type: multilabel, labels: 2}
      training: {miniEpoch: 12, batchSize: 8, optimizer: {type: sgd, learningRate: 0.1}}
      rounds: %s
      weighting: {method: alphavil, alpha: {optimizer: sgd, steps: 3, learningRate: 0.1}}
      dev: {fraction: 0.1, window: 16}
      test: {window: 12}
      publish: {everyRounds: 3}
      """;

  /** The last of them, as the file has it. */
  static final String TAGS = "{type: multilabel, labels: 2}";

  private static final String RUNNING =
      """
      flink: {parallelism: %d, checkpointInterval: 500ms, checkpointDir: "%s", stateBackend: hashmap}
      kafka:
        bootstrapServers: "%s"
        topics: {namespace: "%s", partitions: 4}
      """;

  private static final String LABEL = "\"label\":";

  private static final List<String> TASKS = List.of("main", "side", "spend", "tags");

  private FourTasks() {}

  /**
   * A configuration of the four tasks.
   *
   * @param name of the model, and the namespace of its topics
   * @param rounds the part of that name, in YAML
   */
  static Configuration configuration(
      String name, String rounds, int parallelism, String servers, Path checkpoints) {
    return parse(
        LEARNING.formatted(name, rounds)
            + RUNNING.formatted(parallelism, checkpoints, servers, name));
  }

  /** The same without the last task, which records name all the same. */
  static Configuration withoutTags(
      String name, String rounds, int parallelism, String servers, Path checkpoints) {
    return parse(
        withoutTags(LEARNING.formatted(name, rounds))
            + RUNNING.formatted(parallelism, checkpoints, servers, name));
  }

  /** The same without a broker, rectified in place of squashed: large inputs overflow in it. */
  static Configuration rectified(String rounds) {
    String text = LEARNING.formatted("rectified", rounds).replace("tanh", "relu");
    return parse(text + RUNNING.formatted(1, "none", "nowhere:9092", "rectified"));
  }

  private static Configuration parse(String text) {
    return ConfigurationFile.parse(text, "four.yaml", Path.of("."), Map.of());
  }

  /** What of the configuration says how rounds by target are learned. */
  static String learning(String name) {
    return LEARNING.formatted(name, "{by: target, idleAfter: 0s}");
  }

  /** The same without the last task. */
  static String learningWithoutTags(String name) {
    return withoutTags(learning(name));
  }

  private static String withoutTags(String learning) {
    return learning.replace("  tags: " + TAGS + "\n", "");
  }

  /** Records of all tasks, in turns of five: two for the target. */
  static TestStream stream(int records, long seed) {
    return TestStream.ofLines(lines(records, seed));
  }

  /** The same, the target's classes 0 and 2 in each other's place from the middle on. */
  static TestStream turned(int records, long seed) {
    List<String> lines = lines(records, seed);
    for (int i = records / 2; i < records; i++) {
      String line = lines.get(i);
      if (line.contains("\"main\"")) {
        int at = line.indexOf(LABEL) + LABEL.length();
        int label = 2 - (line.charAt(at) - '0');
        lines.set(i, line.substring(0, at) + label + line.substring(at + 1));
      }
    }
    return TestStream.ofLines(lines);
  }

  private static List<String> lines(int records, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      String task = TASKS.get(i % 5 == 4 ? 0 : i % 5);
      lines.add(record(random, task, i % 16 == 15));
    }
    return lines;
  }

  private static String record(Random random, String task, boolean test) {
    double[] values = new double[4];
    StringBuilder features = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(-200, 201) / 100.0;
      features.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.2f", values[i]));
    }
    double sum = values[0] - values[1] + values[2] / 2;
    String label =
        switch (task) {
          case "main" -> sum > 1 ? "2" : sum > -1 ? "1" : "0";
          case "side" -> sum > 0 ? "1" : "0";
          case "spend" -> String.format(Locale.ROOT, "%.1f", 100 + 20 * sum);
          default -> "[%d,%d]".formatted(sum > 0 ? 1 : 0, values[3] > 0 ? 1 : 0);
        };
    return "{\"task\":\"%s\",\"features\":[%s],\"label\":%s%s}"
        .formatted(task, features, label, test ? ",\"split\":\"test\"" : "");
  }

  /** Writes each task's records to the task's own partition. */
  static void feed(TestStream stream, Configuration configuration, long firstTimestamp)
      throws Exception {
    stream.feed(configuration, firstTimestamp, FourTasks::partition);
  }

  private static int partition(String line) {
    for (int task = 0; task < TASKS.size(); task++) {
      if (line.contains('"' + TASKS.get(task) + '"')) {
        return task;
      }
    }
    throw new IllegalArgumentException(line);
  }
}
