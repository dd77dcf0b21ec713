package io.tributary.benchmarks.continual;

import io.tributary.benchmarks.continual.Trial.Run;
import io.tributary.model.Example;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.period.TaskPeriods;
import io.tributary.model.period.TaskPeriods.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Anytime accuracy, transfer and forgetting over the periods of a stream whose concept returns. */
final class PeriodTrials {

  private static final ChangingStream RETURNING = ChangingStream.RETURNING;
  private static final int ROUNDS = 30;
  private static final int SLICE = 100;

  private static final List<String> MEMORIES =
      List.of(
          "",
          "replay: {size: 500, share: 0.5}\n",
          "replay: {size: 5000, share: 1}\n",
          "ewc: {strength: 0.1}\n",
          "ewc: {strength: 1}\n");

  private PeriodTrials() {}

  static String table(int seeds) {
    List<ToDoubleFunction<TaskPeriods>> told =
        List.of(
            TaskPeriods::mean,
            TaskPeriods::anytime,
            TaskPeriods::forgetting,
            TaskPeriods::backwardTransfer,
            TaskPeriods::forwardTransfer);
    Table table =
        new Table(
            "memory",
            "when the second concept ends: mean of all periods",
            "forgetting",
            "at the end: mean of all periods",
            "anytime accuracy",
            "forgetting",
            "backward transfer",
            "forward transfer");
    for (String memory : MEMORIES) {
      List<List<Double>> columns = new ArrayList<>();
      for (int i = 0; i < told.size() + 2; i++) {
        columns.add(new ArrayList<>());
      }
      for (int seed = 0; seed < seeds; seed++) {
        Run run = Trial.run(RETURNING, seed, memory, made -> slices(made.tests()), ends());
        TaskPeriods second = after(run, (RETURNING.changes().get(1) - 1) / ROUNDS);
        TaskPeriods last = after(run, periods());
        columns.get(0).add(second.mean());
        columns.get(1).add(second.forgetting());
        for (int i = 0; i < told.size(); i++) {
          columns.get(i + 2).add(told.get(i).applyAsDouble(last));
        }
      }
      List<String> cells = new ArrayList<>();
      cells.add(memory.isEmpty() ? "none" : "`" + memory.strip() + "`");
      columns.forEach(column -> cells.add(Table.mean(column, "%.3f")));
      table.row(cells);
    }
    return "**%s**, %d periods of %d rounds%n%n%s"
        .formatted(RETURNING.name(), periods(), ROUNDS, table);
  }

  private static int periods() {
    return RETURNING.rounds() / ROUNDS;
  }

  /** The rounds after which there are tests: before all, and after each period. */
  private static List<Integer> ends() {
    return IntStream.rangeClosed(0, periods()).mapToObj(period -> period * ROUNDS).toList();
  }

  /** Test examples of the concept that the target has in each period, no two periods' the same. */
  private static List<List<Example>> slices(List<List<Example>> tests) {
    List<List<Example>> slices = new ArrayList<>();
    int[] taken = new int[tests.size()];
    for (Phase phase : RETURNING.phases()) {
      for (int round = 0; round < phase.rounds(); round += ROUNDS) {
        int from = SLICE * taken[phase.target()]++;
        slices.add(tests.get(phase.target()).subList(from, from + SLICE));
      }
    }
    return slices;
  }

  private static TaskPeriods after(Run run, int periods) {
    TaskPeriods task = TaskPeriods.none(Metric.ACCURACY);
    for (int i = 1; i <= periods; i++) {
      List<Found> found = new ArrayList<>();
      for (int j = 1; j <= i; j++) {
        boolean newest = j == i && i > 1;
        found.add(
            new Found(
                j,
                score(run, i, j),
                newest ? score(run, i - 1, j) : null,
                newest ? score(run, 0, j) : null));
      }
      task = task.with(i, found);
    }
    return task;
  }

  private static Score score(Run run, int after, int of) {
    return new Score(SLICE, 0, Metric.ACCURACY, SLICE * run.tests().get(after).get(of - 1));
  }
}
