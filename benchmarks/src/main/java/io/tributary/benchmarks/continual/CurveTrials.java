package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.Trial.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Prequential curves with and without each reaction to drift and each memory. */
final class CurveTrials {

  private static final int AFTER = 30; // rounds after a change
  private static final String DRIFT = "drift: {detector: %s, reaction: %s}\n";

  private static final List<String> REACTIONS =
      List.of(
          DRIFT.formatted("page-hinkley", "reset-weight"),
          DRIFT.formatted("page-hinkley", "raise-learning-rate"),
          DRIFT.formatted("adwin", "raise-learning-rate"));
  private static final List<String> MEMORIES =
      List.of(
          "replay: {size: 500, share: 0.5}\n", "ewc: {strength: 0.1}\n", "ewc: {strength: 1}\n");

  private final int seeds;
  private final Path plots;

  /**
   * Trials.
   *
   * @param plots folder that they are drawn into
   */
  CurveTrials(int seeds, Path plots) {
    this.seeds = seeds;
    this.plots = plots;
  }

  /** Draws the plots of a stream and gives its table. */
  String table(CurveStream stream) throws IOException {
    Files.createDirectories(plots);
    List<Run> plain = runs(stream, "");
    boolean known = !stream.changes().isEmpty();
    Table table =
        new Table(
            "configured",
            "prequential accuracy",
            "more than with nothing",
            known ? "in the " + AFTER + " rounds after a change" : "AUC",
            known ? "more than with nothing" : "log loss");
    ToDoubleFunction<Run> second =
        known ? run -> afterChanges(stream, run) : run -> run.whole().auc();
    row(table, stream, "nothing", plain, plain, second);
    draw(stream, "drift", REACTIONS, table, plain, second);
    draw(stream, "memory", MEMORIES, table, plain, second);
    return "**%s**, %d rounds; majority class %s, label before %s%n%n%s"
        .formatted(
            stream.name(),
            plain.get(0).scores().size(),
            Table.mean(plain.stream().map(Run::majority).toList(), "%.3f"),
            Table.mean(plain.stream().map(Run::repeatLast).toList(), "%.3f"),
            table);
  }

  private void draw(
      CurveStream stream,
      String what,
      List<String> sections,
      Table table,
      List<Run> plain,
      ToDoubleFunction<Run> second)
      throws IOException {
    Map<String, List<Double>> curves = new LinkedHashMap<>();
    curves.put("nothing", mean(plain, Run::accuracy));
    for (String section : sections) {
      List<Run> runs = runs(stream, section);
      row(table, stream, "`" + section.strip() + "`", runs, plain, second);
      String shown = section.strip().replaceAll("[{}]|drift: |detector: |reaction: ", "");
      curves.put(shown, mean(runs, Run::accuracy));
    }
    Map<String, List<Double>> baselines = new LinkedHashMap<>();
    baselines.put("majority class", mean(plain, Run::majorities));
    baselines.put("label before", mean(plain, Run::repeats));
    Files.writeString(
        plots.resolve(stream.file() + "-" + what + ".svg"),
        CurvePlot.of(
            "%s: prequential accuracy, mean of %d rounds and %d seeds"
                .formatted(stream.name(), stream.window(), seeds),
            stream.changes(),
            stream.window(),
            curves,
            baselines));
  }

  private List<Run> runs(CurveStream stream, String sections) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      runs.add(stream.runner().run(seed, sections));
    }
    return runs;
  }

  private static void row(
      Table table,
      CurveStream stream,
      String name,
      List<Run> runs,
      List<Run> plain,
      ToDoubleFunction<Run> second) {
    ToDoubleFunction<Run> accuracy = run -> run.whole().value();
    boolean known = !stream.changes().isEmpty();
    table.row(
        List.of(
            name,
            of(runs, accuracy),
            more(runs, plain, accuracy),
            of(runs, second),
            known ? more(runs, plain, second) : of(runs, run -> run.whole().loss())));
  }

  private static String of(List<Run> runs, ToDoubleFunction<Run> measure) {
    return Table.mean(runs.stream().map(measure::applyAsDouble).toList(), "%.4f");
  }

  private static String more(List<Run> runs, List<Run> plain, ToDoubleFunction<Run> measure) {
    if (runs == plain) {
      return "";
    }
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      differences.add(measure.applyAsDouble(runs.get(i)) - measure.applyAsDouble(plain.get(i)));
    }
    return Table.mean(differences, "%.4f");
  }

  private static double afterChanges(CurveStream stream, Run run) {
    return stream.changes().stream()
        .mapToDouble(change -> run.mean(change, change + AFTER))
        .average()
        .orElseThrow();
  }

  private static List<Double> mean(List<Run> runs, Function<Run, List<Double>> curve) {
    List<List<Double>> curves = runs.stream().map(curve).toList();
    List<Double> mean = new ArrayList<>();
    for (int i = 0; i < curves.get(0).size(); i++) {
      double sum = 0;
      for (List<Double> each : curves) {
        sum += each.get(i);
      }
      mean.add(sum / curves.size());
    }
    return mean;
  }
}
