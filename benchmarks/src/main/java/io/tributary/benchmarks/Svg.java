package io.tributary.benchmarks;

import java.util.List;
import java.util.Locale;

/** Elements of plots in SVG, in pixels from the upper left. */
public final class Svg {

  private Svg() {}

  /** The beginning of a white plot; {@code </svg>} ends it. */
  public static StringBuilder begin(int width, int height) {
    return new StringBuilder(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"11\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n")
            .formatted(width, height));
  }

  /** A straight line. */
  public static String line(double x1, double y1, double x2, double y2, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
        x1,
        y1,
        x2,
        y2,
        colour);
  }

  /** A point of a {@link #polyline}. */
  public static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }

  /** Straight lines from point to point. */
  public static String polyline(List<String> points, String colour) {
    return "<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>%n"
        .formatted(colour, String.join(" ", points));
  }

  /**
   * Words.
   *
   * @param anchor of {@code start}, {@code middle} and {@code end}, which is at the point
   */
  public static String text(double x, double y, String words, String anchor, String colour) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        colour,
        words);
  }
}
