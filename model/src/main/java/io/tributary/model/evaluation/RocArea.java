package io.tributary.model.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve: how probable it is that a positive example is scored above a
 * negative one, ties counted half (the statistic of Mann and Whitney 1947 over the number of
 * pairs).
 */
public final class RocArea {

  private RocArea() {}

  /**
   * Computes it.
   *
   * @param scores the higher, the more probably positive
   * @param positive whether each is, as many as scores
   * @return from 0 to 1; NaN without both kinds, or when a score is NaN
   */
  public static double of(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          scores.length + " scores for " + positive.length + " examples");
    }
    if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(i -> i)
            .toArray();
    double below = 0;
    double won = 0;
    double positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double tiedPositives = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        tiedPositives += positive[order[to]] ? 1 : 0;
        to++;
      }
      double tiedNegatives = to - from - tiedPositives;
      won += tiedPositives * (below + tiedNegatives / 2);
      below += tiedNegatives;
      positives += tiedPositives;
      from = to;
    }
    return won / (positives * below); // 0 / 0 without both kinds
  }
}
