package io.tributary.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.report.ScoreSummary;
import io.tributary.cli.run.Backtest;
import io.tributary.cli.run.OutputFolder;
import io.tributary.cli.terminal.Terminal;
import io.tributary.job.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs of the suite once more, through the job on a broker. */
final class ThroughJob {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ThroughJob() {}

  /**
   * Both scores of one run.
   *
   * @param stream its name
   * @param method its name
   * @param purpose tune, develop or report
   * @param seed its number within the purpose
   * @param model scores of the target's test examples through the model layer
   * @param job the same through the job
   */
  record Both(
      String stream,
      String method,
      String purpose,
      int seed,
      Map<String, Double> model,
      Map<String, Double> job) {

    /** Whether all scores that the job tells are the same to the last bit. */
    boolean agree() {
      return !job.isEmpty()
          && job.entrySet().stream()
              .allMatch(each -> each.getValue().equals(model.get(each.getKey())));
    }
  }

  /** The target's test scores of a run through the job. */
  static Map<String, Double> scores(Terminal terminal, Setup setup, Path folder)
      throws IOException {
    RunReport report =
        new Backtest(terminal, setup.configuration(), OutputFolder.prepare(folder, true))
            .run(
                List.of(setup.recording().source(setup.configuration().model().name())),
                Long.MAX_VALUE,
                JobOptions.toTheEnd());
    ScoreSummary test =
        Objects.requireNonNull(
            Objects.requireNonNull(report.tasks().get(report.target())).scores().get("test"));
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", test.loss());
    if (test.accuracy() != null) {
      scores.put("accuracy", test.accuracy());
    }
    if (test.rmse() != null) {
      scores.put("rmse", test.rmse());
    }
    return scores;
  }

  /** Keeps what was found beside the results. */
  static void keep(Path file, Both both) throws IOException {
    Files.writeString(
        file,
        JSON.writeValueAsString(both) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** What was found so far. */
  static List<Both> kept(Path file) throws IOException {
    List<Both> kept = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        kept.add(JSON.readValue(line, Both.class));
      }
    }
    return kept;
  }
}
