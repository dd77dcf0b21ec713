package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.Svg;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.comparison.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plots as SVG. */
final class Plots {

  private static final String[] COLOURS = {
    "#1b6ca8", "#d1495b", "#3d9970", "#e9a03b", "#7b5ea7", "#555555", "#17a2a2", "#b5651d"
  };
  private static final double REACH = 0.15;
  private static final int ROW = 18;
  private static final int LEFT = 230;
  private static final int WIDTH = 620;
  private static final int CURVE_HEIGHT = 150;
  private static final int CURVE_WIDTH = 360;

  private Plots() {}

  /** Differences between methods and a baseline with their intervals, a row a stream. */
  static String intervals(Judgement judgement, List<String> methods, String baseline) {
    List<SuiteStream> streams = judgement.streams();
    int height = (streams.size() + 2) * ROW + 20;
    StringBuilder svg = Svg.begin(LEFT + WIDTH + 20, height);
    double zero = x(0);
    svg.append(Svg.line(zero, ROW, zero, height - 30, "#999"));
    svg.append(Svg.line(x(-0.005), ROW, x(-0.005), height - 30, "#ddd"));
    for (double mark : new double[] {-0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15}) {
      svg.append(Svg.text(x(mark), height - 14, "%+.0f".formatted(100 * mark), "middle", "#333"));
    }
    for (int m = 0; m < methods.size(); m++) {
      svg.append(
          Svg.text(
              LEFT + 150.0 * m,
              12,
              methods.get(m) + " − " + baseline + ", points",
              "start",
              COLOURS[m]));
    }
    for (int row = 0; row < streams.size(); row++) {
      SuiteStream stream = streams.get(row);
      double y = (row + 2) * ROW;
      svg.append(Svg.text(LEFT - 10, y + 4, stream.name(), "end", "#333"));
      for (int m = 0; m < methods.size(); m++) {
        double at = y - 3 + 6.0 * m;
        String colour = COLOURS[m];
        judgement
            .difference(stream, methods.get(m), baseline)
            .ifPresent(
                each -> {
                  Interval interval = each.interval(0.95);
                  svg.append(Svg.line(x(interval.low()), at, x(interval.high()), at, colour));
                  svg.append(
                      "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>%n"
                          .formatted(x(each.mean()), at, colour));
                });
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double difference) {
    double within = Math.max(-REACH, Math.min(REACH, difference));
    return LEFT + (within + REACH) / (2 * REACH) * WIDTH;
  }

  /** A run's weights over its rounds. */
  static String weights(SuiteStream stream, RunResult result) {
    StringBuilder svg = Svg.begin(CURVE_WIDTH + 160, CURVE_HEIGHT + 40);
    double low = 0;
    double high = 1;
    for (List<Double> curve : result.weights().values()) {
      for (double value : curve) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    svg.append(Svg.text(30, 12, stream.name(), "start", "#333"));
    svg.append(Svg.text(26, 24, "%.1f".formatted(high), "end", "#333"));
    svg.append(Svg.text(26, 20 + CURVE_HEIGHT, "%.1f".formatted(low), "end", "#333"));
    svg.append(Svg.line(30, 20, 30, 20.0 + CURVE_HEIGHT, "#999"));
    svg.append(Svg.line(30, 20.0 + CURVE_HEIGHT, 30.0 + CURVE_WIDTH, 20.0 + CURVE_HEIGHT, "#999"));
    svg.append(
        Svg.text(
            30.0 + CURVE_WIDTH, 34.0 + CURVE_HEIGHT, "round " + result.rounds(), "end", "#333"));
    int index = 0;
    for (Map.Entry<String, List<Double>> curve : result.weights().entrySet()) {
      String colour = COLOURS[index % COLOURS.length];
      List<String> points = new ArrayList<>();
      for (int i = 0; i < curve.getValue().size(); i++) {
        double x = 30 + CURVE_WIDTH * (double) result.at().get(i) / result.rounds();
        double y = 20 + CURVE_HEIGHT * (high - curve.getValue().get(i)) / (high - low);
        points.add(Svg.point(x, y));
      }
      svg.append(Svg.polyline(points, colour));
      if (index < COLOURS.length) {
        svg.append(
            Svg.text(36.0 + CURVE_WIDTH, 24 + 14.0 * index, curve.getKey(), "start", colour));
      }
      index++;
    }
    return svg.append("</svg>\n").toString();
  }
}
