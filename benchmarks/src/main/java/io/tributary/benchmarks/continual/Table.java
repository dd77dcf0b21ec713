package io.tributary.benchmarks.continual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text and of means over seeds, as Markdown. */
final class Table {

  private final List<String> lines = new ArrayList<>();

  Table(String... heads) {
    lines.add("| " + String.join(" | ", heads) + " |");
    lines.add("|" + "---|".repeat(heads.length));
  }

  void row(List<String> cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  /** Mean and the half width of its 95 % interval, by the normal approximation. */
  static String mean(List<Double> values, String format) {
    List<Double> known = values.stream().filter(Double::isFinite).toList();
    if (known.isEmpty()) {
      return "–";
    }
    double mean = known.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = known.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double error =
        known.size() < 2 ? 0 : Math.sqrt(squares / (known.size() - 1) / (double) known.size());
    return String.format(Locale.ROOT, format + " ± " + format, mean, 1.96 * error);
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
