package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.TaskDelta;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.round.RoundReport.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures what each delta is to the target. */
final class Shares {

  private Shares() {}

  /** The slopes of the dev loss at α = 1, or null with an empty window. */
  static double @Nullable [] slopes(DeltaSpace space, List<Example> dev) {
    if (dev.isEmpty()) {
      return null;
    }
    float[] ones = new float[space.size()];
    Arrays.fill(ones, 1);
    return space.slopes(ones, dev).byAlpha();
  }

  /**
   * The share of each delta, by task.
   *
   * @param slopes at α = 1, or null
   */
  static Map<Integer, Share> of(
      DeltaSpace space,
      List<TaskDelta> deltas,
      int target,
      float[] alpha,
      double @Nullable [] slopes) {
    double[] norms = space.norms();
    double[][] gram = space.trunkGram();
    int targetAt = deltas.stream().map(TaskDelta::task).toList().indexOf(target);
    Map<Integer, Share> shares = new TreeMap<>();
    for (int i = 0; i < alpha.length; i++) {
      Double cosine = targetAt < 0 ? null : finite(cosine(gram, i, targetAt));
      Double contribution = slopes == null ? null : finite(-slopes[i]);
      shares.put(deltas.get(i).task(), new Share(alpha[i], finite(norms[i]), cosine, contribution));
    }
    return shares;
  }

  /** The number itself, or null when it is none that JSON can hold. */
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double cosine(double[][] gram, int i, int j) {
    return gram[i][j] / Math.sqrt(gram[i][i]) / Math.sqrt(gram[j][j]);
  }
}
