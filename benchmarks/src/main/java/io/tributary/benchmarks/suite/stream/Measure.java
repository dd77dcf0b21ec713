package io.tributary.benchmarks.suite.stream;

/** What a target is judged by, as a number that is better the higher it is. */
public enum Measure {
  /** Share of right classes. */
  ACCURACY,
  /** Area under the ROC curve. */
  AUC,
  /** −(root of the mean squared error) in standard deviations of the test labels. */
  RMSE;

  /**
   * How much lower a score may be before it counts as worse: half a point of accuracy or of area,
   * or half a hundredth of a standard deviation.
   */
  public double margin() {
    return 0.005;
  }
}
