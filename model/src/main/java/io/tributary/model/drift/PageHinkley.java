package io.tributary.model.drift;

import org.jspecify.annotations.Nullable;

/**
 * The test of Page (1954, "Continuous inspection schemes", Biometrika 41) in the form of Page and
 * Hinkley (Gama et al. 2014, "A survey on concept drift adaptation", section 3.2), in both
 * directions: a sum of deviations from the mean so far, each less a tolerance and never below 0,
 * that exceeds a threshold.
 *
 * <p>Deviations are counted in standard deviations of the numbers so far, so that one threshold
 * serves every measure; one number counts for {@value #MOST} of them at most, and the standard
 * deviation for at least {@value #LEAST_DEVIATION}. The first numbers only tell mean and deviation.
 * On a stationary normal stream whose mean and deviation are known, alarms in one direction are
 * (exp(2δb) − 2δb − 1) / (2δ²) numbers apart on average, with b = λ + 1.166 (Siegmund 1985,
 * "Sequential Analysis", section 2.4); the fewer numbers they were estimated from, the closer.
 *
 * @param settings what it is asked for
 * @param count numbers so far
 * @param mean of them
 * @param squares sum of squared distances from the mean
 * @param up the test for a rise
 * @param down the test for a fall
 */
record PageHinkley(
    Settings settings, long count, double mean, double squares, Excess up, Excess down)
    implements DriftDetector {

  private static final double MOST = 4;
  private static final double LEAST_DEVIATION = 0.01;
  private static final int NUMBERS = 9;

  /**
   * What a test is asked for.
   *
   * @param tolerance δ, standard deviations by which the mean may move
   * @param threshold λ, the sum of standard deviations beyond which there is a change
   * @param warmUp numbers that only tell mean and deviation, at least 2
   */
  record Settings(double tolerance, double threshold, int warmUp) {}

  /**
   * One direction's sum.
   *
   * @param sum of deviations beyond the tolerance, since it was last 0
   * @param count numbers since then
   * @param total of these numbers
   */
  record Excess(double sum, long count, double total) {

    private static final Excess NONE = new Excess(0, 0, 0);

    private Excess with(double deviation, double value) {
      double next = sum + deviation;
      return next <= 0 ? NONE : new Excess(next, count + 1, total + value);
    }
  }

  /** One that has seen nothing. */
  static PageHinkley start(Settings settings) {
    return new PageHinkley(settings, 0, 0, 0, Excess.NONE, Excess.NONE);
  }

  /** The one that remembers this; one that has seen nothing when it is no memory of this kind. */
  static PageHinkley of(Settings settings, double[] memory) {
    return memory.length != NUMBERS
        ? start(settings)
        : new PageHinkley(
            settings,
            (long) memory[0],
            memory[1],
            memory[2],
            new Excess(memory[3], (long) memory[4], memory[5]),
            new Excess(memory[6], (long) memory[7], memory[8]));
  }

  @Override
  public double[] memory() {
    return new double[] {
      count, mean, squares, up.sum, up.count, up.total, down.sum, down.count, down.total
    };
  }

  @Override
  public Step add(double value) {
    Excess rise = up;
    Excess fall = down;
    if (count >= settings.warmUp) {
      double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(squares / (count - 1)));
      double distance = Math.max(-MOST, Math.min(MOST, (value - mean) / deviation));
      rise = up.with(distance - settings.tolerance, value);
      fall = down.with(-distance - settings.tolerance, value);
      Change change = change(rise, fall, value);
      if (change != null) {
        return new Step(start(settings), change);
      }
    }
    double off = value - mean;
    double moved = mean + off / (count + 1);
    return new Step(
        new PageHinkley(settings, count + 1, moved, squares + off * (value - moved), rise, fall),
        null);
  }

  private @Nullable Change change(Excess rise, Excess fall, double value) {
    if (rise.sum > settings.threshold) {
      return new Change(Direction.RISE, before(rise, value), rise.total / rise.count);
    }
    return fall.sum > settings.threshold
        ? new Change(Direction.FALL, before(fall, value), fall.total / fall.count)
        : null;
  }

  /** Mean of the numbers that stand before an excess, whose newest is not counted yet. */
  private double before(Excess excess, double newest) {
    long others = count - (excess.count - 1);
    return others <= 0 ? mean : (mean * count - (excess.total - newest)) / others;
  }
}
