package io.tributary.benchmarks;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The rounds that are run here and in PyTorch: two networks of MNIST's size, two or four tasks. */
enum PairedWork {
  MLP_2("[784]", "[dense: {units: 256}, relu, dense: {units: 256}, relu]", "[]", 2),
  MLP_4("[784]", "[dense: {units: 256}, relu, dense: {units: 256}, relu]", "[]", 4),
  LENET_2("[1, 28, 28]", Lenet.TRUNK, "[dense: {units: 50}, relu]", 2),
  LENET_4("[1, 28, 28]", Lenet.TRUNK, "[dense: {units: 50}, relu]", 4);

  private static final int CLASSES = 10;
  private static final int DEV_OF = 6; // every sixth record of a made stream is dev

  private final String input;
  private final String trunk;
  private final String head;
  private final int tasks;

  PairedWork(String input, String trunk, String head, int tasks) {
    this.input = input;
    this.trunk = trunk;
    this.head = head;
    this.tasks = tasks;
  }

  private static final class Lenet {
    static final String TRUNK =
        "[conv2d: {filters: 10, kernel: 5}, maxpool2d: {size: 2}, relu,"
            + " conv2d: {filters: 20, kernel: 5}, maxpool2d: {size: 2}, relu,"
            + " dense: {units: 50}, relu]";
  }

  /** Its name on the command line. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Rounds of plain SGD and of αVIL as its paper has it. */
  Workload workload(int rounds, int miniEpoch, int batchSize) {
    String text =
        """
        model: {name: pairs, input: %s, trunk: %s}
        tasks: {%s}
        training: {miniEpoch: %d, batchSize: %d, optimizer: {type: sgd, learningRate: 0.01}}
        rounds: {by: count, wait: all}
        weighting:
          method: alphavil
          alpha: {optimizer: sgd, steps: 3, learningRate: 0.1, batchSize: 0}
        dev: {window: 256}
        publish: {everyRounds: 1000000}
        """
            .formatted(input, trunk, tasks(), miniEpoch, batchSize);
    Configuration configuration = ConfigurationFile.parse(text, "pairs", Path.of("."), Map.of());
    int records = rounds * miniEpoch * DEV_OF / (DEV_OF - 1) + DEV_OF;
    return new Workload(
        label(),
        configuration,
        new MadeImages(configuration.model().features(), CLASSES, names(), records));
  }

  private List<String> names() {
    return List.of("a", "b", "c", "d").subList(0, tasks);
  }

  private String tasks() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tasks; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(
              "%s: {type: classification, classes: %d, head: %s%s}"
                  .formatted(names().get(i), CLASSES, head, i == 0 ? ", target: true" : ""));
    }
    return text.toString();
  }
}
