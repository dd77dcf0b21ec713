package io.tributary.model.round;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.DriftConfig;
import io.tributary.model.config.DriftConfig.Reaction;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** By what the learning rate is multiplied for some rounds after a change of the stream. */
public final class LearningRates {

  private static final String LEFT = "raised";

  private LearningRates() {}

  /** Factors for the next deltas from a state, one a task; 1 where it is as configured. */
  public static float[] of(Configuration configuration, RoundState state) {
    float[] factors = new float[configuration.tasks().size()];
    Arrays.fill(factors, 1);
    DriftConfig drift = configuration.continual().drift();
    double[] left = DriftMemory.of(state.weighting()).get(LEFT);
    if (drift.reaction() == Reaction.RAISE_LEARNING_RATE && left != null) {
      for (int task = 0; task < Math.min(left.length, factors.length); task++) {
        factors[task] = left[task] > 0 ? (float) drift.factor() : 1;
      }
    }
    return factors;
  }

  /**
   * One round later.
   *
   * @param memory of drift; is changed
   * @param tasks that learn faster from now on
   * @param count of all tasks
   * @param rounds for how many
   */
  static void raised(Map<String, double[]> memory, Set<Integer> tasks, int count, int rounds) {
    double[] left = Arrays.copyOf(memory.getOrDefault(LEFT, new double[0]), count);
    for (int task = 0; task < count; task++) {
      left[task] = tasks.contains(task) ? rounds : Math.max(0, left[task] - 1);
    }
    memory.put(LEFT, left);
  }
}
