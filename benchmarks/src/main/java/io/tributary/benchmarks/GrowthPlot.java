package io.tributary.benchmarks;

import io.tributary.benchmarks.Growth.Cost;
import java.util.Comparator;
import java.util.List;

/** Milliseconds of a round by its K·P, both by their logarithms, a line a P. */
final class GrowthPlot {

  private static final String[] COLOURS = {"#1b6ca8", "#d1495b", "#3d9970", "#e9a03b", "#7b5ea7"};
  private static final int LEFT = 60;
  private static final int TOP = 20;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 300;
  private static final int LOWEST = 4; // powers of ten of K·P
  private static final int HIGHEST = 9;
  private static final int SHORTEST = -3; // and of milliseconds
  private static final int LONGEST = 4;

  private GrowthPlot() {}

  static String of(List<Cost> costs) {
    StringBuilder svg = Svg.begin(LEFT + WIDTH + 130, TOP + HEIGHT + 50);
    for (int power = LOWEST; power <= HIGHEST; power++) {
      double x = x(Math.pow(10, power));
      svg.append(Svg.line(x, TOP, x, TOP + HEIGHT, "#eee"));
      svg.append(Svg.text(x, TOP + HEIGHT + 16, "10^" + power, "middle", "#333"));
    }
    for (int power = SHORTEST; power <= LONGEST; power++) {
      double y = y(Math.pow(10, power));
      svg.append(Svg.line(LEFT, y, LEFT + WIDTH, y, "#eee"));
      svg.append(Svg.text(LEFT - 6, y + 4, "10^" + power, "end", "#333"));
    }
    svg.append(Svg.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 36, "K · P", "middle", "#333"));
    svg.append(Svg.text(4, TOP - 6, "milliseconds", "start", "#333"));
    svg.append(curve(costs, "#999", true));
    svg.append(Svg.text(LEFT + WIDTH + 10, TOP + 10, "copying K · P floats", "start", "#999"));
    int index = 0;
    for (int size :
        costs.stream().mapToInt(Cost::parameters).map(GrowthPlot::rough).distinct().toArray()) {
      String colour = COLOURS[index % COLOURS.length];
      index++;
      svg.append(
          curve(costs.stream().filter(c -> rough(c.parameters()) == size).toList(), colour, false));
      svg.append(
          Svg.text(
              LEFT + WIDTH + 10,
              TOP + 10 + 16.0 * index,
              "a round, P = 10^" + size,
              "start",
              colour));
    }
    return svg.append("</svg>\n").toString();
  }

  /** The power of ten; heads make P grow a little with K. */
  private static int rough(int parameters) {
    return (int) Math.round(Math.log10(parameters));
  }

  private static String curve(List<Cost> costs, String colour, boolean copies) {
    List<String> points =
        costs.stream()
            .sorted(Comparator.comparingDouble(GrowthPlot::product))
            .map(c -> Svg.point(x(product(c)), y((copies ? c.copy() : c.round()) / 1e6)))
            .toList();
    return Svg.polyline(points, colour);
  }

  private static double product(Cost cost) {
    return (double) cost.tasks() * cost.parameters();
  }

  private static double x(double product) {
    return LEFT + WIDTH * (Math.log10(product) - LOWEST) / (HIGHEST - LOWEST);
  }

  private static double y(double millis) {
    return TOP + HEIGHT * (LONGEST - Math.log10(millis)) / (LONGEST - SHORTEST);
  }
}
