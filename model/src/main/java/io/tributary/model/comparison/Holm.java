package io.tributary.model.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (Holm 1979, "A simple sequentially rejective multiple test
 * procedure"): of many questions asked at once, the chance that any is answered wrongly with "there
 * is a difference" stays below the level, whatever the questions have to do with each other.
 */
public final class Holm {

  private Holm() {}

  /**
   * The corrected p-values, in the order of the given ones: each may be held against the level as
   * if its question were the only one.
   *
   * @param p of all questions that are asked together, from 0 to 1
   * @throws IllegalArgumentException when one is not from 0 to 1
   */
  public static double[] adjust(double... p) {
    for (double each : p) {
      if (!(each >= 0 && each <= 1)) {
        throw new IllegalArgumentException("a p-value lies from 0 to 1, not at " + each);
      }
    }
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = Arrays.copyOf(p, p.length);
    double former = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      int question = ascending[rank];
      former = Math.max(former, Math.min(1, (p.length - rank) * p[question]));
      adjusted[question] = former;
    }
    return adjusted;
  }
}
