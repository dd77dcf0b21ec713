package io.tributary.model;

import java.util.List;

/**
 * Running mean and variance of a regression task's training labels (Welford 1962).
 *
 * @param count labels seen
 * @param mean of them
 * @param squares sum of squared deviations from the mean
 */
public record LabelStatistics(long count, double mean, double squares) {

  /** Of no labels. */
  public static final LabelStatistics NONE = new LabelStatistics(0, 0, 0);

  /** The statistics with more labels. */
  public LabelStatistics with(List<Example> examples) {
    long n = count;
    double m = mean;
    double s = squares;
    for (Example example : examples) {
      double label = example.label()[0];
      n++;
      double deviation = label - m;
      m += deviation / n;
      s += deviation * (label - m);
    }
    return new LabelStatistics(n, m, s);
  }

  /** The scale they give; deviation 1 while all labels are alike. */
  public LabelScale scale() {
    double variance = count > 1 ? squares / count : 0;
    return new LabelScale(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }
}
