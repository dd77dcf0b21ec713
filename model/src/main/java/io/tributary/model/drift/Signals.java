package io.tributary.model.drift;

import io.tributary.model.evaluation.Score;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What is watched, as numbers in [0, 1]. */
public final class Signals {

  private Signals() {}

  /**
   * Of a prequential score: the share of wrong predictions, or for a regression e / (1 + e) of the
   * mean squared error e in variances of the label. Empty when there is none.
   */
  public static OptionalDouble error(Score score) {
    if (score.examples() == 0 || !Double.isFinite(score.loss())) {
      return OptionalDouble.empty();
    }
    if (score.metric() == Score.Metric.ACCURACY) {
      return OptionalDouble.of(1 - score.value());
    }
    double squared = 2 * score.loss(); // the loss is half of it, on labels that are standardised
    return OptionalDouble.of(squared / (1 + squared));
  }

  /**
   * Of contributions to the fall of the target's dev loss: each task's share in the sum of their
   * magnitudes, from 0 (all of it, against the target) over ½ (nothing) to 1. So how far all of
   * them fall while the model learns does not matter. Empty when they are all 0.
   *
   * @param contributions finite, by task
   */
  public static Map<Integer, Double> shares(Map<Integer, Double> contributions) {
    double sum = contributions.values().stream().mapToDouble(Math::abs).sum();
    Map<Integer, Double> shares = new TreeMap<>();
    if (sum > 0 && Double.isFinite(sum)) {
      contributions.forEach((task, value) -> shares.put(task, (1 + value / sum) / 2));
    }
    return shares;
  }
}
