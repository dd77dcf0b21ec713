package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Curves of accuracy over rounds. */
final class CurvePlot {

  private static final String[] COLOURS = {
    "#1b6ca8", "#d1495b", "#3d9970", "#e9a03b", "#7b5ea7", "#17a2a2"
  };
  private static final String[] BASELINES = {"#999", "#444"};
  private static final int LEFT = 44;
  private static final int TOP = 24;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 260;
  private static final int LEGEND = 250;
  private static final int POINTS = 250;

  private CurvePlot() {}

  /**
   * Draws.
   *
   * @param changes rounds that are marked
   * @param window rounds that a point is the mean of
   * @param curves a number a round, by name
   * @param baselines the same, drawn light grey and dark grey
   */
  static String of(
      String title,
      List<Integer> changes,
      int window,
      Map<String, List<Double>> curves,
      Map<String, List<Double>> baselines) {
    double low = 1;
    double high = 0;
    int rounds = 0;
    for (Map<String, List<Double>> part : List.of(curves, baselines)) {
      for (List<Double> curve : part.values()) {
        rounds = curve.size();
        for (int i = window; i <= rounds; i++) {
          low = Math.min(low, mean(curve, i, window));
          high = Math.max(high, mean(curve, i, window));
        }
      }
    }
    Frame frame = new Frame(Math.floor(10 * low) / 10, Math.ceil(10 * high) / 10, rounds, window);
    StringBuilder svg = Svg.begin(LEFT + WIDTH + LEGEND, TOP + HEIGHT + 30);
    svg.append(Svg.text(LEFT, 14, title, "start", "#333"));
    for (int tenth = (int) Math.round(10 * frame.low); tenth <= 10 * frame.high + 0.5; tenth++) {
      double y = frame.y(tenth / 10.0);
      svg.append(Svg.line(LEFT, y, LEFT + WIDTH, y, "#eee"));
      String mark = String.format(Locale.ROOT, "%.1f", tenth / 10.0);
      svg.append(Svg.text(LEFT - 6, y + 4, mark, "end", "#333"));
    }
    for (int change : changes) {
      double x = frame.x(change);
      svg.append(Svg.line(x, TOP, x, TOP + HEIGHT, "#bbb"));
      svg.append(Svg.text(x, TOP + HEIGHT + 14, "" + change, "middle", "#333"));
    }
    String last = "round " + rounds;
    svg.append(Svg.text(LEFT + WIDTH, TOP + HEIGHT + 14, last, "end", "#333"));
    int index = 0;
    for (Map.Entry<String, List<Double>> each : baselines.entrySet()) {
      frame.draw(svg, each, BASELINES[index % BASELINES.length], index++);
    }
    for (Map.Entry<String, List<Double>> each : curves.entrySet()) {
      frame.draw(svg, each, COLOURS[(index - baselines.size()) % COLOURS.length], index++);
    }
    return svg.append("</svg>\n").toString();
  }

  private static double mean(List<Double> curve, int end, int window) {
    return curve.subList(end - window, end).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private record Frame(double low, double high, int rounds, int window) {

    double x(double round) {
      return LEFT + WIDTH * round / rounds;
    }

    double y(double value) {
      return TOP + HEIGHT * (high - value) / (high - low);
    }

    void draw(StringBuilder svg, Map.Entry<String, List<Double>> curve, String colour, int at) {
      List<String> points = new ArrayList<>();
      int every = Math.max(1, rounds / POINTS);
      for (int i = window; i <= rounds; i += every) {
        points.add(Svg.point(x(i), y(mean(curve.getValue(), i, window))));
      }
      svg.append(Svg.polyline(points, colour));
      double y = TOP + 10 + 16.0 * at;
      svg.append(Svg.text(LEFT + WIDTH + 10.0, y, curve.getKey(), "start", colour));
    }
  }
}
