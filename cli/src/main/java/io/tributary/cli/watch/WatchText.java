package io.tributary.cli.watch;

import io.tributary.cli.terminal.Columns;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.cli.watch.RunHistory.Measure;
import io.tributary.connectors.record.TaskWeightsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run's history as text: a table, with curves beside its numbers where there is room; where there
 * is less, the weights' first, then the scores'.
 */
public final class WatchText {

  private static final String BOLD = "\033[1m";
  private static final String FAINT = "\033[2m";
  private static final String PLAIN = "\033[0m";

  /** Rounds that a shown score is the mean of. */
  private static final int SCORED = 20;

  private static final int NUMBERS = 70; // columns that a table without curves needs
  private static final List<String> CURVES = List.of("weight", "score", "contribution");
  private static final int SHORTEST = 8;
  private static final int LONGEST = 32;

  private final Terminal terminal;

  /** For a terminal. */
  public WatchText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * A head line and a row a task, none wider than the terminal.
   *
   * @param now in milliseconds since the epoch
   */
  public List<String> table(Watched watched, long now) {
    RunHistory history = watched.shown();
    TaskWeightsRecord last = history.last();
    if (last == null) {
      return List.of(cut("no round yet"));
    }
    Curves curves = Curves.fitting(terminal.columns());
    List<List<String>> cells = new ArrayList<>();
    cells.add(head(curves));
    last.tasks().keySet().forEach(task -> cells.add(row(history, task, last, curves)));
    List<String> rows = Columns.align(cells);
    List<String> lines = new ArrayList<>();
    lines.add(styled(BOLD, cut(summary(last, history.time(), now))));
    lines.add(styled(FAINT, cut("  " + rows.get(0))));
    int at = 1;
    for (String task : last.tasks().keySet()) {
      String row = cut("  " + rows.get(at++));
      lines.add(task.equals(last.target()) ? styled(BOLD, row) : row);
    }
    return lines;
  }

  /** One line for a log: the summary, then each task's weight. */
  public String line(Watched watched, long now) {
    RunHistory history = watched.shown();
    TaskWeightsRecord last = history.last();
    if (last == null) {
      return "no round yet";
    }
    StringBuilder line = new StringBuilder(summary(last, history.time(), now)).append("  weights:");
    last.tasks()
        .forEach(
            (task, entry) ->
                line.append("  ").append(task).append(' ').append(fixed(entry.weight(), 2)));
    return line.toString();
  }

  /**
   * The curves that are drawn.
   *
   * @param of names of columns
   * @param length of each
   */
  private record Curves(List<String> of, int length) {

    /** For a terminal; 0 columns: as wide as it likes. */
    static Curves fitting(int columns) {
      int room = columns == 0 ? Integer.MAX_VALUE : Math.max(0, columns - NUMBERS);
      int count = Math.min(CURVES.size(), room / SHORTEST);
      return new Curves(CURVES.subList(0, count), count == 0 ? 0 : Math.min(room / count, LONGEST));
    }

    /** Beside a number of a column. */
    void add(List<String> cells, String column, Function<Integer, String> line) {
      if (of.contains(column)) {
        String drawn = line.apply(length);
        cells.add(drawn + " ".repeat(length - drawn.length()));
      }
    }
  }

  private static List<String> head(Curves curves) {
    List<String> cells = new ArrayList<>(List.of("task"));
    for (String name : List.of("weight", "contribution", "score", "test")) {
      cells.add(name);
      curves.add(cells, name, length -> "");
    }
    return cells;
  }

  private static List<String> row(
      RunHistory history, String task, TaskWeightsRecord last, Curves curves) {
    Series weight = history.of(task, Measure.WEIGHT);
    Series contribution = history.of(task, Measure.CONTRIBUTION);
    Series score = history.of(task, Measure.PREQUENTIAL);
    boolean share = history.scoresAreShares(task);
    List<String> cells = new ArrayList<>();
    cells.add(task + role(task, last));
    cells.add(fixed(weight.newest(), 3));
    curves.add(cells, "weight", length -> fromZero(weight.thinned(length)));
    Double newest = contribution.newest();
    cells.add(newest == null ? "-" : String.format(Locale.ROOT, "%+.4f", newest));
    curves.add(cells, "contribution", length -> Sparkline.of(contribution.thinned(length)));
    cells.add(score(score.mean(SCORED), share));
    curves.add(cells, "score", length -> Sparkline.of(score.thinned(length)));
    cells.add(score(history.of(task, Measure.TEST).newest(), share));
    return cells;
  }

  private static String role(String task, TaskWeightsRecord last) {
    if (task.equals(last.target())) {
      return " (target)";
    }
    TaskWeightsRecord.Control control = last.control();
    if (control != null && control.paused() != null && control.paused().contains(task)) {
      return " (paused)";
    }
    return control != null && control.retired() != null && control.retired().contains(task)
        ? " (retired)"
        : "";
  }

  private static String fromZero(List<Double> weights) {
    double top = weights.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return Sparkline.of(weights, 0, Math.max(1, top));
  }

  private static String summary(TaskWeightsRecord last, long time, long now) {
    TaskWeightsRecord.Dev dev = last.dev();
    String loss =
        dev.lossAfter() == null
            ? ""
            : "  " + last.target() + " dev loss " + Numbers.fixed(dev.lossAfter(), 4);
    String measure =
        dev.accuracy() != null
            ? " (" + Numbers.percent(dev.accuracy()) + ")"
            : dev.rmse() != null ? " (rmse " + Numbers.fixed(dev.rmse(), 3) + ")" : "";
    return last.model()
        + "  round "
        + Numbers.count(last.round())
        + "  "
        + last.method()
        + (last.leader() == null ? "" : ", ahead: " + last.leader())
        + loss
        + measure
        + "  "
        + ago(Math.max(0, now - time) / 1000);
  }

  private static String ago(long seconds) {
    return seconds < 120
        ? seconds + " s ago"
        : seconds < 7200 ? seconds / 60 + " min ago" : seconds / 3600 + " h ago";
  }

  private static String score(@Nullable Double value, boolean share) {
    return share ? Numbers.percent(value) : Numbers.fixed(value, 3);
  }

  private static String fixed(@Nullable Double value, int decimals) {
    return Numbers.fixed(value, decimals);
  }

  private String cut(String line) {
    int width = terminal.columns();
    return width == 0 || line.length() <= width
        ? line
        : line.substring(0, Math.max(0, width - 1)) + "…";
  }

  private String styled(String style, String line) {
    return terminal.colour() ? style + line + PLAIN : line;
  }
}
