package io.tributary.cli.compare;

import io.tributary.cli.compare.CompareReport.AuxiliaryRow;
import io.tributary.cli.compare.CompareReport.MethodRow;
import io.tributary.cli.terminal.Columns;
import io.tributary.cli.terminal.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison as two small tables of text. */
public final class CompareTables {

  private final CompareReport report;
  private final Units units;

  private CompareTables(CompareReport report) {
    this.report = report;
    this.units = Units.named(report.metric());
  }

  /** Line by line. */
  public static List<String> lines(CompareReport report) {
    CompareTables tables = new CompareTables(report);
    List<String> lines = new ArrayList<>();
    lines.add(facts(report));
    lines.addAll(tables.methods());
    if (!report.auxiliaries().isEmpty()) {
      lines.add("");
      lines.add(
          "Does each auxiliary task earn its place? %s with all tasks, and without one:"
              .formatted(report.auxiliaries().get(0).method()));
      lines.addAll(tables.auxiliaries());
    }
    return lines;
  }

  /** In one line, what was scored how often. */
  static String facts(CompareReport report) {
    String scored =
        report.split().equals("test") ? "test examples" : "training examples, before each is used";
    return "%s: %s on %s %s, mean of %d seeds (%d to %d); intervals at %.0f %%, margin %s"
        .formatted(
            report.target(),
            report.metric(),
            Numbers.count(report.examples()),
            scored,
            report.seeds().size(),
            report.seeds().get(0),
            report.seeds().get(report.seeds().size() - 1),
            100 * report.level(),
            Units.named(report.metric()).amount(report.margin()));
  }

  private List<String> methods() {
    List<List<String>> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    rows.add(List.of("method", report.metric(), "±", "over " + report.baseline(), "interval", "p"));
    words.add("");
    for (MethodRow row : report.methods()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.method());
      cells.add(units.score(row.mean()));
      cells.add(units.size(row.deviation()));
      cells.addAll(cells(row.difference()));
      rows.add(cells);
      words.add(row.words() == null ? "" : row.words());
    }
    return beside(rows, words);
  }

  private List<String> auxiliaries() {
    List<List<String>> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    rows.add(List.of("auxiliary", "without it", "it adds", "interval", "p"));
    words.add("");
    for (AuxiliaryRow row : report.auxiliaries()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.task());
      cells.add(units.score(row.without()));
      cells.addAll(cells(row.difference()));
      rows.add(cells);
      words.add(row.words());
    }
    return beside(rows, words);
  }

  private List<String> cells(@Nullable Difference difference) {
    if (difference == null) {
      return List.of("", "", "");
    }
    return List.of(
        units.signed(difference.mean()),
        units.signed(difference.low()) + " to " + units.signed(difference.high()),
        Numbers.fixed(difference.holmP(), 4));
  }

  /** Words stand last and begin at the same place, which aligned cells do not. */
  private static List<String> beside(List<List<String>> rows, List<String> words) {
    List<String> aligned = Columns.align(rows);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < aligned.size(); i++) {
      lines.add((aligned.get(i) + "   " + words.get(i)).stripTrailing());
    }
    return lines;
  }
}
