package io.tributary.cli.live;

import io.tributary.cli.terminal.Columns;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.connectors.record.WaitingRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A view of a run as text. */
final class TableText {

  private static final String BOLD = "\033[1m";
  private static final String FAINT = "\033[2m";
  private static final String PLAIN = "\033[0m";

  private TableText() {}

  /** A head line and a row a task, none wider than the terminal. */
  static List<String> table(RoundView view, double rate, Terminal terminal) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("task", "weight", "alpha", "score", "dev loss fall", "examples"));
    for (String task : view.tasks()) {
      cells.add(row(view, task));
    }
    List<String> lines = new ArrayList<>();
    lines.add(styled(BOLD, cut(head(view, rate), terminal.columns()), terminal));
    List<String> rows = Columns.align(cells);
    for (int i = 0; i < rows.size(); i++) {
      String row = cut("  " + rows.get(i), terminal.columns());
      boolean target = i > 0 && view.tasks().get(i - 1).equals(view.target());
      lines.add(i == 0 ? styled(FAINT, row, terminal) : target ? styled(BOLD, row, terminal) : row);
    }
    return lines;
  }

  private static List<String> row(RoundView view, String task) {
    TaskEntry entry = view.entry(task);
    return List.of(
        task.equals(view.target()) ? task + " (target)" : task,
        Numbers.fixed(entry == null ? null : entry.weight(), 3),
        Numbers.fixed(entry == null ? null : entry.alpha(), 3),
        score(view.score(task, "prequential")),
        signed(entry == null ? null : entry.contribution()),
        Numbers.count(view.trainedBy().getOrDefault(task, 0L)));
  }

  /** Everything that concerns the run as a whole, on one line. */
  private static String head(RoundView view, double rate) {
    return "round "
        + Numbers.count(view.round())
        + String.format(Locale.ROOT, "  %,.0f examples/s", rate)
        + dev(view.finished())
        + leader(view.finished())
        + (view.leftOut() == 0 ? "" : "  " + Numbers.count(view.leftOut()) + " left out")
        + (view.waiting() == null ? "" : "  waits for " + waited(view.waiting()));
  }

  private static String waited(WaitingRecord waiting) {
    if (waiting.need() > 0) {
      return waiting.task() + " " + waiting.have() + "/" + waiting.need();
    }
    return waiting.until() == null
        ? "examples"
        : "the window to "
            + Instant.ofEpochMilli(waiting.until())
            + " ("
            + waiting.task()
            + " "
            + waiting.have()
            + ")";
  }

  private static String dev(@Nullable TaskWeightsRecord finished) {
    if (finished == null || finished.dev().lossAfter() == null) {
      return "";
    }
    TaskWeightsRecord.Dev dev = finished.dev();
    String measure =
        dev.accuracy() != null
            ? " (" + Numbers.percent(dev.accuracy()) + ")"
            : dev.rmse() != null ? " (rmse " + Numbers.fixed(dev.rmse(), 3) + ")" : "";
    return "  " + finished.target() + " dev loss " + Numbers.fixed(dev.lossAfter(), 4) + measure;
  }

  /** Which branch is published, where there are shadows. */
  private static String leader(@Nullable TaskWeightsRecord finished) {
    return finished == null || finished.leader() == null ? "" : "  ahead: " + finished.leader();
  }

  /** One line for a log: the head, then each task's weight and α. */
  static String line(RoundView view, double rate) {
    String tasks =
        view.tasks().stream()
            .filter(task -> view.entry(task) != null)
            .map(task -> task + " " + weightAndAlpha(view.entry(task)))
            .collect(Collectors.joining("  "));
    return head(view, rate) + "  weight/alpha: " + tasks;
  }

  private static String weightAndAlpha(@Nullable TaskEntry entry) {
    return entry == null
        ? "-"
        : Numbers.fixed(entry.weight(), 2) + "/" + Numbers.fixed(entry.alpha(), 2);
  }

  private static String score(@Nullable EvaluationRecord score) {
    if (score == null) {
      return "-";
    }
    return score.accuracy() != null
        ? Numbers.percent(score.accuracy())
        : "rmse " + Numbers.fixed(score.rmse(), 3);
  }

  private static String signed(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%+.4f", value);
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
  }

  private static String styled(String style, String line, Terminal terminal) {
    return terminal.colour() ? style + line + PLAIN : line;
  }
}
