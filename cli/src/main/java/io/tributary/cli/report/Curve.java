package io.tributary.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a chart.
 *
 * @param label in the legend
 * @param colour number of the colour: the same task has the same in every chart
 * @param dashed for what is compared against
 * @param points {round, value} pairs
 */
record Curve(String label, int colour, boolean dashed, List<double[]> points) {

  private static final int MOST_POINTS = 400;

  Curve {
    points = List.copyOf(points);
  }

  /** The same line with so few points that a page stays small: each the mean of its neighbours. */
  Curve thinned() {
    int width = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    if (width <= 1) {
      return this;
    }
    List<double[]> means = new ArrayList<>();
    for (int start = 0; start < points.size(); start += width) {
      List<double[]> part = points.subList(start, Math.min(points.size(), start + width));
      double mean = part.stream().mapToDouble(point -> point[1]).average().orElseThrow();
      means.add(new double[] {part.get(part.size() - 1)[0], mean});
    }
    return new Curve(label, colour, dashed, means);
  }

  /** The running sum. */
  Curve summed() {
    List<double[]> sums = new ArrayList<>();
    double sum = 0;
    for (double[] point : points) {
      sum += point[1];
      sums.add(new double[] {point[0], sum});
    }
    return new Curve(label, colour, dashed, sums);
  }

  /** The running mean over the newest {@code width} points. */
  Curve smoothed(int width) {
    List<double[]> means = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      sum += points.get(i)[1] - (i >= width ? points.get(i - width)[1] : 0);
      means.add(new double[] {points.get(i)[0], sum / Math.min(i + 1, width)});
    }
    return new Curve(label, colour, dashed, means);
  }
}
