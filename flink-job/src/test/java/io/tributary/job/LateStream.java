package io.tributary.job;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded stream whose features stand in partition 0 and whose labels follow in partition 1: most
 * of them within what a join waits for, some later, some never, and some for features that never
 * come.
 */
final class LateStream {

  private static final int LATEST = 300; // examples
  private static final int TOO_LATE = 1_000;

  private LateStream() {}

  private record Line(double slot, String text) {}

  /** Records of both kinds, in the order of their times. */
  static TestStream of(int examples, long seed) {
    Random random = new Random(seed);
    List<Line> lines = new ArrayList<>();
    List<String> whole = TestStream.of(examples, seed).lines();
    for (int i = 0; i < whole.size(); i++) {
      String line = whole.get(i);
      int features = line.indexOf("\"features\"");
      int label = line.indexOf(",\"label\"");
      int split = line.indexOf(",\"split\"");
      String said = split < 0 ? "" : line.substring(split, line.length() - 1);
      String known = line.substring(features, label);
      lines.add(new Line(i, "{\"id\":\"" + i + "\"," + known + said + "}"));
      String task = line.substring(1, features);
      String later = line.substring(label, split < 0 ? line.length() - 1 : split);
      if (random.nextInt(30) > 0) {
        String id = random.nextInt(50) == 0 ? "nobody-" + i : "" + i;
        int within = random.nextInt(100) == 0 ? TOO_LATE : LATEST;
        double slot = i + 0.1 + random.nextDouble() * within;
        String rest = task + "\"id\":\"" + id + "\"" + later;
        lines.add(new Line(slot, "{" + rest + "}"));
      }
    }
    lines.sort(Comparator.comparingDouble(Line::slot));
    return TestStream.ofLines(lines.stream().map(Line::text).toList());
  }

  /** Where a record stands. */
  static int partition(String line) {
    return line.contains("\"features\"") ? 0 : 1;
  }

  static Configuration configuration(
      String name, int parallelism, String servers, Path checkpoints) {
    String text =
        TestStream.text(name, "{by: target, idleAfter: 0s}", parallelism, servers, checkpoints)
                .replace("kafka: {", "kafka: {topics: {partitions: 2}, ")
                .replace("flink: {", "flink: {stateBackend: rocksdb, ")
            + "labels: {wait: 700ms}\n";
    return ConfigurationFile.parse(text, "late.yaml", checkpoints, Map.of());
  }
}
