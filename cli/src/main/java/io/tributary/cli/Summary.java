package io.tributary.cli;

import io.tributary.cli.report.RunReport;
import io.tributary.cli.report.RunReport.TaskReport;
import io.tributary.cli.report.ScoreSummary;
import io.tributary.cli.terminal.Columns;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report's numbers as a small table. */
final class Summary {

  private Summary() {}

  /** One row a task, then what it took. */
  static void print(Terminal terminal, RunReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("task", "test", "dev", "prequential", "weight", "trained", "rejected", "late"));
    report.tasks().forEach((name, task) -> rows.add(row(name, task)));
    Columns.align(rows).forEach(terminal.out()::println);
    terminal
        .out()
        .println(
            Numbers.count(report.rounds())
                + " rounds in "
                + Numbers.fixed(report.seconds(), 1)
                + " s, "
                + Numbers.count(Math.round(report.examplesPerSecond()))
                + " examples/s.");
  }

  private static List<String> row(String name, TaskReport task) {
    return List.of(
        task.target() ? name + " (target)" : name,
        text(task.scores().get("test")),
        text(task.scores().get("dev")),
        text(task.scores().get("prequential")),
        Numbers.fixed(task.weight(), 3),
        Numbers.count(task.examples().trained()),
        Numbers.count(task.examples().rejected()),
        Numbers.count(task.examples().late()));
  }

  /** 88.1 % or rmse 0.123; a dash for none. */
  static String text(@Nullable ScoreSummary score) {
    if (score == null) {
      return "-";
    }
    return score.accuracy() != null
        ? Numbers.percent(score.accuracy())
        : "rmse " + Numbers.fixed(score.rmse(), 4);
  }
}
