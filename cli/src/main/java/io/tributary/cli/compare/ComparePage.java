package io.tributary.cli.compare;

import io.tributary.cli.compare.CompareReport.AuxiliaryRow;
import io.tributary.cli.compare.CompareReport.MethodRow;
import io.tributary.cli.report.Pages;
import io.tributary.cli.terminal.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code compare.html}: the tables of a comparison with its intervals drawn; opens offline. */
public final class ComparePage {

  private static final int WIDTH = 240;
  private static final int HEIGHT = 20;
  private static final int EDGE = 6;
  private static final String INTERVAL = " class=\"interval\"";

  private final CompareReport report;
  private final Units units;
  private final double reach; // what the drawings show to either side of 0

  private ComparePage(CompareReport report) {
    this.report = report;
    this.units = Units.named(report.metric());
    double widest = report.margin();
    for (Difference each : differences(report)) {
      widest = Math.max(widest, Math.max(Math.abs(each.low()), Math.abs(each.high())));
    }
    this.reach = widest == 0 ? 1 : widest;
  }

  private static List<Difference> differences(CompareReport report) {
    List<Difference> all = new ArrayList<>();
    report.methods().stream().map(MethodRow::difference).filter(Objects::nonNull).forEach(all::add);
    report.auxiliaries().stream()
        .map(AuxiliaryRow::difference)
        .filter(Objects::nonNull)
        .forEach(all::add);
    return all;
  }

  /** The page. */
  public static String render(CompareReport report) {
    ComparePage page = new ComparePage(report);
    String versions =
        report.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(" · "));
    return Pages.resource("/io/tributary/cli/compare/compare.html")
        .replace("{{style}}", Pages.style())
        .replace("{{cards}}", page.methods() + page.auxiliaries())
        .replace("{{facts}}", Pages.escaped(CompareTables.facts(report)))
        .replace("{{lead}}", Pages.escaped(page.lead()))
        .replace("{{versions}}", Pages.escaped(versions))
        .replace("{{title}}", Pages.escaped("Comparison: " + report.model()));
  }

  private String lead() {
    return report.methods().stream()
        .map(row -> row.method() + " " + units.score(row.mean()))
        .collect(Collectors.joining(", ", report.target() + ": ", "."));
  }

  private String methods() {
    List<List<String>> rows = new ArrayList<>();
    for (MethodRow row : report.methods()) {
      rows.add(
          row(
              List.of(row.method(), units.score(row.mean()), units.size(row.deviation())),
              row.difference(),
              row.words()));
    }
    List<String> head =
        List.of("method", report.metric(), "±", "over " + report.baseline(), "", "p", "");
    return card("Methods", head, rows);
  }

  private String auxiliaries() {
    if (report.auxiliaries().isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (AuxiliaryRow row : report.auxiliaries()) {
      rows.add(row(List.of(row.task(), units.score(row.without())), row.difference(), row.words()));
    }
    String title =
        "Does each auxiliary task earn its place? ("
            + report.auxiliaries().get(0).method()
            + " with all tasks, and without one)";
    return card(title, List.of("auxiliary", "without it", "it adds", "", "p", ""), rows);
  }

  private List<String> row(
      List<String> first, @Nullable Difference difference, @Nullable String words) {
    List<String> cells = new ArrayList<>(first.stream().map(Pages::escaped).toList());
    if (difference == null) {
      cells.addAll(List.of("", "", "", Pages.escaped(Objects.requireNonNullElse(words, ""))));
      return cells;
    }
    cells.add(units.signed(difference.mean()));
    cells.add(drawn(difference));
    cells.add(Numbers.fixed(difference.holmP(), 4));
    cells.add(Pages.escaped(Objects.requireNonNullElse(words, "")));
    return cells;
  }

  private String drawn(Difference difference) {
    return String.format(
        Locale.ROOT,
        "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s to %s\">%s%s%s%s"
            + "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\"/></svg>",
        WIDTH,
        HEIGHT,
        units.signed(difference.low()),
        units.signed(difference.high()),
        upright(0, ""),
        upright(-report.margin(), " class=\"margin\""),
        upright(report.margin(), " class=\"margin\""),
        line(x(difference.low()), HEIGHT / 2.0, x(difference.high()), HEIGHT / 2.0, INTERVAL),
        x(difference.mean()),
        HEIGHT / 2);
  }

  private String upright(double value, String kind) {
    return line(x(value), 0, x(value), HEIGHT, kind);
  }

  private static String line(double x1, double y1, double x2, double y2, String kind) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"%s/>",
        x1,
        y1,
        x2,
        y2,
        kind);
  }

  private double x(double value) {
    return WIDTH / 2.0 + value / reach * (WIDTH / 2.0 - EDGE);
  }

  /** Cells hold markup. */
  private static String card(String title, List<String> head, List<List<String>> rows) {
    return "<section class=\"card wide\"><h2>"
        + Pages.escaped(title)
        + "</h2><table><thead>"
        + cells("th", head.stream().map(Pages::escaped).toList())
        + "</thead><tbody>"
        + rows.stream().map(row -> cells("td", row)).collect(Collectors.joining())
        + "</tbody></table></section>\n  ";
  }

  private static String cells(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + cell + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
