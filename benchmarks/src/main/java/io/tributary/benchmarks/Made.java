package io.tributary.benchmarks;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What benchmarks work on. */
public final class Made {

  private Made() {}

  /** What a text says. */
  public static Configuration configuration(String text) {
    return ConfigurationFile.parse(text, "benchmark", Path.of("."), Map.of());
  }

  /** A dense network of about so many parameters, for a number of tasks. */
  public static Configuration dense(int tasks, long parameters) {
    long units = Math.max(1, Math.round(Math.sqrt((double) parameters)) - 12);
    StringBuilder text = new StringBuilder();
    for (int task = 0; task < tasks; task++) {
      text.append("  t%d: {type: binary%s}%n".formatted(task, task == 0 ? ", target: true" : ""));
    }
    return configuration(
        """
        model: {name: m, input: [20], trunk: [dense: {units: %1$d}, relu, dense: {units: %1$d}, relu]}
        tasks:
        %2$s
        training: {miniEpoch: 8, batchSize: 8}
        rounds: {by: count, wait: all}
        weighting: {method: alphavil, rule: paper}
        """
            .formatted(units, text));
  }

  /** Standard normal numbers. */
  public static float[] noise(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Of task 0, whose label is below a number. */
  public static List<Example> examples(int count, int features, int labels) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Position position = new Position(i, "made", 0, i);
      float[] label = {i % labels};
      examples.add(new Example(0, position, Split.TRAIN, noise(features, i), label));
    }
    return examples;
  }
}
