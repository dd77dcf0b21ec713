package io.tributary.cli.report;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.EvaluationRecord.WindowRecord;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The charts of a report, from the records of its runs. */
final class Charts {

  private final RunRecords run;
  private final List<String> tasks;
  private final String target;
  private final boolean accuracy; // where every task has one; else the loss, which all have

  Charts(RunRecords run) {
    this.run = run;
    this.tasks = run.configuration().taskNames();
    this.target = run.configuration().target().name();
    this.accuracy = run.evaluations().stream().allMatch(record -> record.accuracy() != null);
  }

  /**
   * One chart.
   *
   * @param title above it
   * @param note below the title, in one sentence
   * @param curves its lines
   */
  record Chart(String title, String note, List<Curve> curves) {
    private Chart with(UnaryOperator<Curve> change) {
      return new Chart(title, note, curves.stream().map(change).toList());
    }

    private Chart thinned() {
      return with(Curve::thinned);
    }

    private Chart summed() {
      return with(Curve::summed);
    }

    private Chart smoothed(int width) {
      return with(curve -> curve.smoothed(width));
    }
  }

  /** All charts that have something to show. */
  List<Chart> all(@Nullable RunRecords alone) {
    List<Chart> charts = new ArrayList<>();
    charts.add(target(alone));
    charts.add(
        perTask(
            "Task weights",
            "What each task counts in the next round; 1 at the start.",
            TaskEntry::weight));
    charts.add(
        perTask(
                "α",
                "How much of each task's delta a round took; above 1 more than whole. " + mean(),
                TaskEntry::alpha)
            .smoothed(window()));
    charts.add(
        perTask(
                "Fall of the target's dev loss by task, in sum",
                "First-order, at α = 1; a task whose line falls has been raising the target's loss.",
                TaskEntry::contribution)
            .summed());
    charts.add(prequential());
    charts.add(baselines());
    charts.add(periods());
    charts.removeIf(chart -> chart.curves().isEmpty());
    charts.replaceAll(Chart::thinned);
    return charts;
  }

  private Chart target(@Nullable RunRecords alone) {
    List<Curve> curves = new ArrayList<>();
    add(curves, target + ", dev", 0, false, devPoints(run));
    add(curves, target + ", test", 1, false, points(run.evaluations(target, "test")));
    if (alone != null) {
      add(curves, target + " alone, dev", 0, true, devPoints(alone));
      add(curves, target + " alone, test", 1, true, points(alone.evaluations(target, "test")));
    }
    return new Chart(
        "The target: " + target, measure() + " on examples it was not trained on.", curves);
  }

  private Chart prequential() {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      add(curves, tasks.get(i), i, false, points(run.evaluations(tasks.get(i), "prequential")));
    }
    return new Chart(
            "Each task, prequential",
            measure() + " on each mini-epoch before training on it. " + mean(),
            curves)
        .smoothed(window());
  }

  /** What the target's labels alone would have told. */
  private Chart baselines() {
    List<double[]> model = new ArrayList<>();
    List<double[]> majority = new ArrayList<>();
    List<double[]> last = new ArrayList<>();
    boolean amounts = false;
    for (EvaluationRecord record : run.evaluations(target, "prequential")) {
      amounts = record.rmse() != null;
      WindowRecord newest = record.window();
      if (newest != null) {
        Double value = newest.accuracy() == null ? newest.rmse() : newest.accuracy();
        point(model, record.round(), value);
        point(majority, record.round(), newest.majority());
        point(last, record.round(), newest.repeatLast());
      }
    }
    List<Curve> curves = new ArrayList<>();
    add(curves, target, 0, false, model);
    add(curves, amounts ? "mean so far" : "majority class so far", 1, true, majority);
    add(curves, "label before", 2, true, last);
    return new Chart(
        "The target beside what needs no inputs",
        (amounts ? "RMSE" : "Accuracy") + " over the newest 1,000 to 2,000 training examples.",
        curves);
  }

  private Chart periods() {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      add(curves, tasks.get(i), i, false, points(run.evaluations(tasks.get(i), "periods")));
    }
    return new Chart(
        "Test examples that periods have kept",
        measure() + " at each period's end, on those of this and earlier periods.",
        curves);
  }

  private static void point(List<double[]> points, long round, @Nullable Double value) {
    if (value != null) {
      points.add(new double[] {round, value});
    }
  }

  private int window() {
    return Math.max(1, run.rounds().size() / 20);
  }

  private String mean() {
    return window() == 1 ? "" : "Running mean of " + window() + " rounds.";
  }

  private String measure() {
    return accuracy ? "Accuracy" : "Loss";
  }

  private List<double[]> devPoints(RunRecords of) {
    List<double[]> points = new ArrayList<>();
    for (TaskWeightsRecord round : of.rounds()) {
      Double value = accuracy ? round.dev().accuracy() : round.dev().lossAfter();
      if (value != null) {
        points.add(new double[] {round.round(), value});
      }
    }
    return points;
  }

  private List<double[]> points(List<EvaluationRecord> records) {
    return records.stream()
        .map(
            record ->
                new double[] {
                  record.round(),
                  accuracy ? Objects.requireNonNull(record.accuracy()) : record.loss()
                })
        .toList();
  }

  private Chart perTask(String title, String note, Function<TaskEntry, @Nullable Double> value) {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      List<double[]> points = new ArrayList<>();
      for (TaskWeightsRecord round : run.rounds()) {
        TaskEntry entry = round.tasks().get(tasks.get(i));
        Double y = entry == null ? null : value.apply(entry);
        if (y != null) {
          points.add(new double[] {round.round(), y});
        }
      }
      add(curves, tasks.get(i), i, false, points);
    }
    return new Chart(title, note, curves);
  }

  private static void add(
      List<Curve> curves, String label, int colour, boolean dashed, List<double[]> points) {
    if (!points.isEmpty()) {
      curves.add(new Curve(label, colour, dashed, points));
    }
  }
}
