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
 * 1 differs between learning it with another task and learning it alone. Errors are mean squares as
 * parts of the labels' variance, so that every seed counts alike.
 *
 * <p>The trunk is one unit, as small as the paper's theory has it. Each round is a pass over all
 * examples, every task with weight 1, so that all examples count alike; there are as many rounds as
 * learning the pair needs to settle.
 */
final class LinearClaim {

  /** Fewer than the directions in which inputs are large: task 1 alone cannot learn them all. */
  private static final int TARGET_EXAMPLES = 3;

  private static final int VALIDATION = 1000;
  private static final int ROUNDS = 600;
  private static final int SOURCE_EXAMPLES = 80;

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
      training: {batchSize: 4, optimizer: {learningRate: 0.05}}
      weighting: {method: %s}
      """;

  private final int seeds;

  LinearClaim(int seeds) {
    this.seeds = seeds;
  }

  void print(PrintStream out) {
    double[] alone = alone();
    out.printf(
        Locale.ROOT,
        "Task 1 alone, with %d examples, leaves %.3f of the variance unexplained; sources have %d.%n%n",
        TARGET_EXAMPLES,
        Arrays.stream(alone).average().orElseThrow(),
        SOURCE_EXAMPLES);
    out.println("| source | aligned | MTL − STL | 95 % interval | seeds below 0 | similarity |");
    out.println("|---|---|--:|---|--:|--:|");
    for (int source = 2; source <= 4; source++) {
      out.println(row(alone, source, false));
      out.println(row(alone, source, true));
    }
  }

  /** The validation error of learning the target alone, by seed. */
  private double[] alone() {
    double[] errors = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      LinearTasks tasks = new LinearTasks(seed);
      List<Example> target = tasks.examples(1, 0, TARGET_EXAMPLES);
      List<Example> validation = tasks.examples(1, 0, VALIDATION);
      try (Learned learned = learn("single", seed, false, target, target)) {
        errors[seed] = learned.unexplained(0, validation);
      }
    }
    return errors;
  }

  private String row(double[] alone, int source, boolean aligned) {
    double[] errors = new double[seeds];
    int below = 0;
    double similarity = 0;
    for (int seed = 0; seed < seeds; seed++) {
      LinearTasks tasks = new LinearTasks(seed);
      List<Example> target = tasks.examples(1, 0, TARGET_EXAMPLES);
      List<Example> validation = tasks.examples(1, 0, VALIDATION);
      List<Example> other = tasks.examples(source, 1, SOURCE_EXAMPLES);
      try (Learned learned = learn("uniform", seed, aligned, target, other)) {
        errors[seed] = learned.unexplained(0, validation);
        below += errors[seed] < alone[seed] ? 1 : 0;
        similarity +=
            TaskSimilarity.ofInputs(learned.seen(0, validation), learned.seen(1, other)) / seeds;
      }
    }
    PairedDifference difference = PairedDifference.of(errors, alone);
    return String.format(
        Locale.ROOT,
        "| task %d | %s | %+.3f | ±%.3f | %d of %d | %.3f |",
        source,
        aligned ? "yes" : "no",
        difference.mean(),
        difference.interval(0.95).halfWidth(),
        below,
        seeds,
        similarity);
  }

  private static Learned learn(
      String method, long seed, boolean aligned, List<Example> target, List<Example> other) {
    String yaml = CONFIGURATION.formatted(LinearTasks.FEATURES, seed + 1, aligned, method);
    return new Learned(yaml, List.of(target, other), ROUNDS);
  }
}
