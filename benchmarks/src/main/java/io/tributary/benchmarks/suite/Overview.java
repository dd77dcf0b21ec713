package io.tributary.benchmarks.suite;

import io.tributary.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table for the person who waits: a line a method on a stream. */
record Overview(PrintWriter out) {

  void print(List<Comparison> comparisons) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "stream",
            "method",
            "seeds",
            "score",
            "sd",
            "- single",
            "sd",
            "- uniform",
            "sd",
            "prequential",
            "rounds",
            "s",
            "tune s",
            "last weights",
            "settings"));
    for (Comparison each : comparisons) {
      if (!each.results().isEmpty()) {
        rows.add(row(each, comparisons));
      }
    }
    Columns.align(rows).forEach(out::println);
  }

  private static List<String> row(Comparison each, List<Comparison> all) {
    RunResult last = each.results().get(each.results().size() - 1);
    List<String> cells = new ArrayList<>();
    cells.add(each.stream().name());
    cells.add(each.method().name());
    cells.add(Integer.toString(each.results().size()));
    cells.addAll(spread(each.results().stream().mapToDouble(RunResult::ranked).toArray()));
    cells.addAll(spread(beside(each, all, "single")));
    cells.addAll(spread(beside(each, all, "uniform")));
    cells.add(
        number(
            each.results().stream()
                .mapToDouble(
                    r -> r.prequential().getOrDefault("accuracy", r.prequential().get("loss")))
                .average()
                .orElse(Double.NaN)));
    cells.add(Long.toString(last.rounds()));
    cells.add(number(last.training().seconds() + last.combining().seconds()));
    cells.add(number(last.combining().seconds()));
    cells.add(weights(last));
    cells.add(last.settings().toString().replaceAll("training\\.|optimizer\\.|weighting\\.", ""));
    return cells;
  }

  private static String weights(RunResult last) {
    StringBuilder text = new StringBuilder();
    last.weights()
        .forEach(
            (task, values) ->
                text.append(
                    values.isEmpty() ? "" : " %.2f".formatted(values.get(values.size() - 1))));
    return text.toString().strip();
  }

  private static double[] beside(Comparison each, List<Comparison> all, String other) {
    List<RunResult> others =
        all.stream()
            .filter(c -> c.stream().equals(each.stream()) && c.method().name().equals(other))
            .findFirst()
            .map(Comparison::results)
            .orElse(List.of());
    double[] differences = new double[Math.min(others.size(), each.results().size())];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = each.results().get(i).ranked() - others.get(i).ranked();
    }
    return differences;
  }

  private static List<String> spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double square = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return List.of(number(mean), number(Math.sqrt(square / (values.length - 1))));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
