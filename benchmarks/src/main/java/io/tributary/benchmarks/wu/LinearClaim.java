package io.tributary.benchmarks.wu;

import io.tributary.model.Example;
import io.tributary.model.comparison.PairedDifference;
import io.tributary.model.weighting.TaskSimilarity;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Figure 3 of the paper, and alignment on the same tasks: by how much the validation error of task
 * 1 differs between learning it with another task and learning it alone.
 *
 * <p>The trunk is one unit, as small as the paper's theory has it. Each round is a pass over all
 * examples, every task with weight 1, so that all examples count alike.
 */
final class LinearClaim {

  /** Fewer than the directions in which inputs are large, and more. */
  private static final int[] TARGET_EXAMPLES = {3, 8};

  private static final int VALIDATION = 1000;
  private static final int ROUNDS = 150;
  private static final int[] SOURCE_EXAMPLES = {10, 160};

  private static final String CONFIGURATION =
      """
      model:
        name: wu
        input: [%d]
        trunk: [dense: {units: 1}]
        seed: %d
        alignment: %s
      tasks:
        target: {type: regression, target: true}
        source: {type: regression}
      training: {batchSize: 4, optimizer: {learningRate: 0.03}}
      weighting: {method: %s}
      """;

  private final int seeds;

  LinearClaim(int seeds) {
    this.seeds = seeds;
  }

  void print(PrintStream out) {
    out.println(
        "| target examples | STL, MSE | source | its examples | aligned | MTL − STL | 95 % interval |"
            + " similarity |");
    out.println("|--:|--:|---|--:|---|--:|---|--:|");
    for (int own : TARGET_EXAMPLES) {
      double[] alone = alone(own);
      for (int source = 2; source <= 4; source++) {
        for (int examples : SOURCE_EXAMPLES) {
          out.println(row(own, alone, source, examples, false));
          out.println(row(own, alone, source, examples, true));
        }
      }
    }
  }

  /** The validation error of learning the target alone, by seed. */
  private double[] alone(int own) {
    double[] errors = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      LinearTasks tasks = new LinearTasks(seed);
      List<Example> target = tasks.examples(1, 0, own);
      List<Example> validation = tasks.examples(1, 0, VALIDATION);
      try (Learned learned = learn("single", seed, false, target, target)) {
        errors[seed] = learned.squaredError(0, validation);
      }
    }
    return errors;
  }

  private String row(int own, double[] alone, int source, int count, boolean aligned) {
    double[] errors = new double[seeds];
    double similarity = 0;
    for (int seed = 0; seed < seeds; seed++) {
      LinearTasks tasks = new LinearTasks(seed);
      List<Example> target = tasks.examples(1, 0, own);
      List<Example> validation = tasks.examples(1, 0, VALIDATION);
      List<Example> other = tasks.examples(source, 1, count);
      try (Learned learned = learn("uniform", seed, aligned, target, other)) {
        errors[seed] = learned.squaredError(0, validation);
        similarity +=
            TaskSimilarity.ofInputs(learned.seen(0, validation), learned.seen(1, other)) / seeds;
      }
    }
    PairedDifference difference = PairedDifference.of(errors, alone);
    return String.format(
        Locale.ROOT,
        "| %d | %.3f | task %d | %d | %s | %+.4f | ±%.4f | %.3f |",
        own,
        Arrays.stream(alone).average().orElseThrow(),
        source,
        count,
        aligned ? "yes" : "no",
        difference.mean(),
        difference.interval(0.95).halfWidth(),
        similarity);
  }

  private static Learned learn(
      String method, long seed, boolean aligned, List<Example> target, List<Example> other) {
    String yaml = CONFIGURATION.formatted(LinearTasks.FEATURES, seed + 1, aligned, method);
    return new Learned(yaml, List.of(target, other), ROUNDS);
  }
}
