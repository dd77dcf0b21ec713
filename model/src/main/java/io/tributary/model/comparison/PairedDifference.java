package io.tributary.model.comparison;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean difference of two sets of scores that belong together one to one, such as those of two
 * methods over the same seeds, and how well it is known (Student 1908, paired t).
 *
 * <p>A difference above 0 speaks for what is compared. Where a smaller score is better, such as a
 * loss, exchange the two sets.
 *
 * <p>When all differences are equal, the standard error is 0 and the interval a point: the t
 * distribution then has nothing to say, and p is 0 or 1 by the mean alone.
 *
 * @param pairs how many, at least 2
 * @param mean of the differences, in the scores' units
 * @param standardError of the mean: the differences' deviation (n − 1) over √n
 */
public record PairedDifference(int pairs, double mean, double standardError) {

  private static final int FEWEST = 2;

  /** Refuses what no pairs can give. */
  public PairedDifference {
    if (pairs < FEWEST) {
      throw new IllegalArgumentException("a difference needs two pairs at least, not " + pairs);
    }
    if (!Double.isFinite(mean) || !Double.isFinite(standardError) || standardError < 0) {
      throw new IllegalArgumentException(
          "mean " + mean + " with standard error " + standardError + " cannot be compared");
    }
  }

  /**
   * How far scores lie above those of a baseline.
   *
   * @param scores one a pair
   * @param baseline the other one of each pair, in the same order
   * @throws IllegalArgumentException when they are not as many, fewer than two, or not finite
   */
  public static PairedDifference of(double[] scores, double[] baseline) {
    if (scores.length != baseline.length) {
      throw new IllegalArgumentException(
          scores.length + " scores cannot be paired with " + baseline.length);
    }
    double[] differences = new double[scores.length];
    Arrays.setAll(differences, i -> scores[i] - baseline[i]);
    return of(differences);
  }

  /**
   * Of differences that were taken already.
   *
   * @throws IllegalArgumentException when they are fewer than two, or not finite
   */
  public static PairedDifference of(double[] differences) {
    int n = differences.length;
    if (n < FEWEST) {
      throw new IllegalArgumentException("a difference needs two pairs at least, not " + n);
    }
    double mean = Arrays.stream(differences).sum() / n;
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    return new PairedDifference(n, mean, Math.sqrt(squares / (n - 1) / n));
  }

  /**
   * The interval that covers the true difference in the given share of repetitions, when the
   * differences are drawn from a normal distribution.
   *
   * @param level such as 0.95, between 0 and 1
   */
  public Interval interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1, not at " + level);
    }
    double reach = standardError * student().inverseSurvivalProbability((1 - level) / 2);
    return new Interval(mean - reach, mean + reach);
  }

  /**
   * One-sided p-value of "the true difference is at most this": small when the pairs show that it
   * is more.
   */
  public double pAbove(double bound) {
    if (standardError == 0) {
      return mean > bound ? 0 : 1;
    }
    return student().survivalProbability((mean - bound) / standardError);
  }

  /** Two-sided p-value of "there is no difference". */
  public double p() {
    if (standardError == 0) {
      return mean == 0 ? 1 : 0;
    }
    return 2 * student().survivalProbability(Math.abs(mean) / standardError);
  }

  /**
   * How many pairs would about be needed for an interval of this half-width, if the differences
   * stay as spread as they are.
   */
  public int pairsFor(double level, double halfWidth) {
    if (!(halfWidth > 0)) {
      throw new IllegalArgumentException("a half-width is more than 0, not " + halfWidth);
    }
    double deviation = standardError * Math.sqrt(pairs);
    double tail = (1 - level) / 2;
    double ratio = deviation / halfWidth;
    double normal = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail) * ratio;
    // The normal distribution gives a few too few: its tails are thinner than Student's.
    int n = Math.max(FEWEST, (int) (normal * normal));
    while (n < Integer.MAX_VALUE
        && TDistribution.of(n - 1).inverseSurvivalProbability(tail) * ratio > Math.sqrt(n)) {
      n++;
    }
    return n;
  }

  private TDistribution student() {
    return TDistribution.of(pairs - 1);
  }
}
