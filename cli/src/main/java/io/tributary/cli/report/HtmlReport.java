package io.tributary.cli.report;

import io.tributary.connectors.record.DriftRecord;
import io.tributary.connectors.record.Json;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html}: one page that opens without a network. The records go in as JSON, and
 * Chart.js from its webjar as text; the page's own script draws.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /**
   * What the page's script gets.
   *
   * @param title of the page
   * @param report the run
   * @param alone the same target trained alone, or null
   * @param charts drawn in order
   * @param marks changes of the stream
   * @param periods scores on test examples that periods have kept
   */
  private record Page(
      String title,
      RunReport report,
      @Nullable RunReport alone,
      List<Charts.Chart> charts,
      List<Mark> marks,
      List<PeriodTable> periods) {}

  /**
   * A mark on the charts.
   *
   * @param round where it stands
   * @param text what it says
   */
  private record Mark(long round, String text) {
    private static List<Mark> of(RunRecords run) {
      return run.rounds().stream()
          .flatMap(
              round -> round.drifts().stream().map(drift -> new Mark(round.round(), text(drift))))
          .toList();
    }

    private static String text(DriftRecord drift) {
      return String.format(
          Locale.ROOT,
          "%s of %s: %s from %.3f to %.3f",
          drift.signal(),
          drift.task(),
          drift.direction(),
          drift.before(),
          drift.after());
    }
  }

  /**
   * The page.
   *
   * @param run what it is about
   * @param alone a run of the target alone to compare with, or null
   */
  public static String render(String title, RunRecords run, @Nullable RunRecords alone) {
    Page page =
        new Page(
            title,
            RunReport.of(run),
            alone == null ? null : RunReport.of(alone),
            new Charts(run).all(alone),
            Mark.of(run),
            PeriodTable.of(run));
    return Pages.resource("/io/tributary/cli/report/report.html")
        .replace("{{style}}", Pages.style())
        .replace("{{chart.js}}", withoutSourceMap(Pages.resource(chartJs())))
        .replace("{{data}}", Json.text(page).replace("<", "\\u003c"))
        .replace("{{title}}", Pages.escaped(title));
  }

  private static String chartJs() {
    String version =
        Objects.requireNonNull(Versions.all().get("chartJs"), "versions.properties lacks chartJs");
    return "/META-INF/resources/webjars/chart.js/" + version + "/dist/chart.umd.min.js";
  }

  /** The last line of a minified script names a map that is not there offline. */
  private static String withoutSourceMap(String script) {
    return script.replaceAll("//# sourceMappingURL=\\S*", "");
  }
}
