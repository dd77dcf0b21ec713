package io.tributary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the live run learns: 750 train and 150 dev examples of the tasks left and right, then 150
 * test examples.
 *
 * @param configuration of the model
 * @param feedArguments which examples
 */
record LiveInput(String configuration, List<String> feedArguments) {

  static final int TRAIN = 750;
  static final int TEST = 150;

  private static final String MULTI_MNIST =
      """
      model:
        name: live
        input: [1, 28, 28]
        trunk:
          - conv2d: {filters: 10, kernel: 5}
          - maxpool2d: {size: 2}
          - relu
          - dense: {units: 30}
          - relu
      tasks:
        left: {type: classification, classes: 10, target: true, head: [dense: {units: 20}, relu]}
        right: {type: classification, classes: 10}
      """;

  private static final String MADE =
      """
      model:
        name: live
        input: [6]
        trunk: [dense: {units: 16}, tanh]
      tasks:
        left: {type: classification, classes: 4, target: true, head: [dense: {units: 8}, relu]}
        right: {type: classification, classes: 2}
      """;

  /** MultiMNIST where TRIBUTARY_DATA names a folder with mnist/, else a stream made here. */
  static LiveInput choose(Path folder) throws IOException {
    String data = System.getProperty("TRIBUTARY_DATA", System.getenv("TRIBUTARY_DATA"));
    if (data != null && Files.isDirectory(Path.of(data, "mnist"))) {
      return new LiveInput(
          MULTI_MNIST,
          List.of("--multimnist", Path.of(data, "mnist").toString(), "--limit", "900"));
    }
    System.out.println("LiveRunIT learns a stream made here: TRIBUTARY_DATA names no MNIST files");
    Random random = new Random(3);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      lines.append(line(random, i % 6 == 5 ? "dev" : "train"));
    }
    for (int i = 0; i < TEST; i++) {
      lines.append(line(random, "test"));
    }
    Path file = Files.writeString(folder.resolve("made.jsonl"), lines);
    return new LiveInput(MADE, List.of("-e", file.toString()));
  }

  private static String line(Random random, String split) {
    StringBuilder features = new StringBuilder();
    double[] x = new double[6];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian();
      features.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.4f", x[i]));
    }
    int left = (x[0] + x[1] > 0 ? 2 : 0) + (x[2] - x[3] > 0 ? 1 : 0);
    int right = x[0] + x[1] + 0.3 * x[4] > 0 ? 1 : 0;
    return "{\"features\":[%s],\"labels\":{\"left\":%d,\"right\":%d},\"split\":\"%s\"}%n"
        .formatted(features, left, right, split);
  }
}
