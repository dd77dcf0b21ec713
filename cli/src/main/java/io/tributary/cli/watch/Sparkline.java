package io.tributary.cli.watch;

import java.util.List;

/** A curve in one line of text: eight heights of block. */
final class Sparkline {

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * Values as blocks, one each.
   *
   * @param low what the lowest block stands for
   * @param high what the highest stands for; where both are the same, a line at middle height
   */
  static String of(List<Double> values, double low, double high) {
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      double height = high > low ? (value - low) / (high - low) : 0.5;
      int block = (int) Math.round(height * (BLOCKS.length() - 1));
      line.append(BLOCKS.charAt(Math.min(BLOCKS.length() - 1, Math.max(0, block))));
    }
    return line.toString();
  }

  /** Between the least and the greatest of the values. */
  static String of(List<Double> values) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return of(values, low, high);
  }
}
