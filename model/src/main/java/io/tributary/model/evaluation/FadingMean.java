package io.tributary.model.evaluation;

/**
 * The mean of a series in which older values count less, kept as sums, and how sure it is.
 *
 * @param count Σ fᵏ over the values, the newest last: how many values the sums are worth
 * @param sum of the values, weighed likewise
 * @param squares of the values, weighed likewise
 */
public record FadingMean(double count, double sum, double squares) {

  /** Of no value. */
  public static final FadingMean NONE = new FadingMean(0, 0, 0);

  private static final double SMALLEST_VARIANCE = 1e-24;

  /**
   * With one more value.
   *
   * @param horizon h > 1: what stood before counts 1 − 1/h of what it did
   */
  public FadingMean with(double value, double horizon) {
    double kept = 1 - 1 / horizon;
    return new FadingMean(count * kept + 1, sum * kept + value, squares * kept + value * value);
  }

  /** The same mean, half as sure. */
  public FadingMean halved() {
    return new FadingMean(count / 2, sum / 2, squares / 2);
  }

  /** The mean; NaN of no value. */
  public double mean() {
    return sum / count;
  }

  /**
   * The mean in standard errors, its values taken for independent; 0 of one value's worth or less.
   */
  public double standardErrors() {
    if (count <= 1) {
      return 0;
    }
    double variance = Math.max(0, squares / count - mean() * mean()) * count / (count - 1);
    return mean() / Math.sqrt(Math.max(variance, SMALLEST_VARIANCE) / count);
  }
}
