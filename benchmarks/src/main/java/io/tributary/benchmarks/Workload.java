package io.tributary.benchmarks;

import io.tributary.cli.feed.DecodedExamples;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.MultiMnist;
import io.tributary.cli.run.Settings;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RecordedRounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is run: a configuration and its examples.
 *
 * @param name for people
 * @param configuration whose broker is not known yet
 * @param source of the examples, which can be read again
 */
record Workload(String name, Configuration configuration, ExampleSource source) {

  /** The LeNet of Sener and Koltun (2018) for MultiMNIST, without dropout. */
  private static final String LENET =
      """
      model:
        name: speed
        input: [1, 28, 28]
        trunk:
          - conv2d: {filters: 10, kernel: 5}
          - maxpool2d: {size: 2}
          - relu
          - conv2d: {filters: 20, kernel: 5}
          - maxpool2d: {size: 2}
          - relu
          - dense: {units: 50}
          - relu
      tasks:
        left: {type: classification, classes: 10, target: true, head: [dense: {units: 50}, relu]}
        right: {type: classification, classes: 10, head: [dense: {units: 50}, relu]}
      training: {miniEpoch: %d, batchSize: 50, optimizer: {type: sgd, learningRate: 0.05}}
      rounds: {by: count, wait: all}
      weighting:
        method: alphavil
        alpha: {optimizer: sgd, steps: 3, learningRate: 0.1, batchSize: 256}
      dev: {window: 1000}
      """;

  /** Dense layers as large as a device is good for. */
  private static final String LARGE =
      """
      model: {name: large, input: [784], trunk: [dense: {units: %1$d}, relu, dense: {units: %1$d}, relu]}
      tasks: {%2$s}
      training: {miniEpoch: 1024, batchSize: 128, optimizer: {type: sgd, learningRate: 0.01}}
      rounds: {by: count, wait: all}
      weighting:
        method: alphavil
        alpha: {optimizer: sgd, steps: 3, learningRate: 0.1, batchSize: 0}
      dev: {window: 256}
      publish: {everyRounds: 1000000}
      """;

  /** Two tasks whose rounds cost next to nothing but their parameters' way. */
  private static final String DENSE =
      """
      model: {name: loop, input: [20], trunk: [dense: {units: %1$d}, relu, dense: {units: %1$d}, relu]}
      tasks:
        left: {type: classification, classes: 2, target: true}
        right: {type: classification, classes: 2}
      training: {miniEpoch: 8, batchSize: 8, optimizer: {type: sgd, learningRate: 0.001}}
      rounds: {by: count, wait: all}
      weighting: {method: uniform}
      dev: {window: 8}
      publish: {everyRounds: 1000000}
      """;

  /**
   * MultiMNIST, or images of its size.
   *
   * @param digits folder of the MNIST files, or null
   * @param records train and dev
   */
  static Workload images(@Nullable Path digits, int records, int miniEpoch) {
    Configuration configuration = configuration(LENET.formatted(miniEpoch));
    ExampleSource source =
        digits == null
            ? new MadeImages(28 * 28, 10, MultiMnist.TASKS, records)
            : MultiMnist.read(digits, 1, MultiMnist.TASKS, records);
    return new Workload(source.name(), configuration, source);
  }

  /** A dense network of about so many parameters, and rounds of 8 examples a task. */
  static Workload loop(long parameters, int rounds) {
    long units =
        Math.max(1, Math.round(Math.sqrt((double) parameters)) - 12); // beside input and output
    Configuration configuration = configuration(DENSE.formatted(units));
    return new Workload(
        "dense",
        configuration,
        new MadeImages(20, 2, configuration.taskNames(), (rounds + 1) * 8 * 6 / 5));
  }

  /** Two dense layers of about so many parameters, for a number of tasks of ten classes. */
  static Workload large(long parameters, int tasks, int rounds) {
    long units = Math.max(1, Math.round(Math.sqrt(parameters + 392.0 * 392) - 392));
    List<String> names = IntStream.range(0, tasks).mapToObj(task -> "task" + task).toList();
    String each =
        names.stream()
            .map(name -> name + ": {type: classification, classes: 10")
            .collect(Collectors.joining("}, "));
    Configuration configuration =
        configuration(LARGE.formatted(units, each.replaceFirst("10", "10, target: true") + "}"));
    return new Workload(
        "large", configuration, new MadeImages(28 * 28, 10, names, (rounds * 1024 / 5 + 1) * 6));
  }

  private static Configuration configuration(String text) {
    return ConfigurationFile.parse(text, "benchmark", Path.of("."), Map.of());
  }

  /** The same on a broker, with topics of its own. */
  Configuration on(String servers, String namespace) {
    Configuration there = Settings.onEmbedded(configuration, servers);
    return Settings.with(there, there.kafka().withNamespace(namespace));
  }

  /** The rounds that the job makes of the examples. */
  List<Input> rounds() throws IOException {
    return RecordedRounds.byCount(
        configuration, DecodedExamples.of(source, configuration, "examples"));
  }
}
