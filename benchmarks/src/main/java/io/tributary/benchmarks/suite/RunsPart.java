package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.RunResult.Cost;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The part of docs/results.md that tells of the runs: weights, cost, hyper-parameters. */
final class RunsPart {

  private final Judgement judgement;
  private final Markdown page;

  RunsPart(Judgement judgement, Markdown page) {
    this.judgement = judgement;
    this.page = page;
  }

  /** Curves of a method's weights, and their means at the end. */
  void weights(String judged, Path plots) throws IOException {
    page.section("Weights");
    page.line(
        "Of `%s` on the first seed. What a weight is, see [algorithms.md](algorithms.md).", judged);
    page.end();
    for (SuiteStream stream : judgement.streams()) {
      Optional<Comparison> comparison = judgement.of(stream, judged);
      if (comparison.isPresent()) {
        String file = "weights-" + stream.name() + ".svg";
        Files.writeString(
            plots.resolve(file), Plots.weights(stream, comparison.get().results().get(0)));
        page.line("![weights on %s](results/%s)", stream.name(), file);
      }
    }
    page.end();
    page.line("Means over the last quarter of the rounds and over all seeds:");
    page.end();
    page.table("stream", "weights of the auxiliary tasks");
    for (SuiteStream stream : judgement.streams()) {
      judgement
          .of(stream, judged)
          .ifPresent(each -> page.row(stream.name(), lastWeights(each.results())));
    }
    page.end();
  }

  /** Every task but the first, which is the target. */
  private static String lastWeights(List<RunResult> results) {
    return results.get(0).weights().keySet().stream()
        .skip(1)
        .map(
            task ->
                "%s %.2f"
                    .formatted(
                        task,
                        results.stream()
                            .map(each -> each.weights().getOrDefault(task, List.of()))
                            .flatMap(
                                each -> each.subList(each.size() * 3 / 4, each.size()).stream())
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(Double.NaN)))
        .collect(Collectors.joining(", "));
  }

  /** What a round costs. */
  void cost(List<String> methods) {
    page.section("Cost");
    page.line(
        "Means of a round: milliseconds of processor time that computing deltas took, with those");
    page.line(
        "of shadows, and that the rest took; and passes over one example, a forward pass counted");
    page.line("one and a backward pass two.");
    page.end();
    page.table(
        "stream",
        "method",
        "deltas, ms",
        "rest, ms",
        "rest, share",
        "passes, deltas",
        "passes, rest");
    for (SuiteStream stream : judgement.streams()) {
      for (String method : methods) {
        judgement
            .of(stream, method)
            .ifPresent(
                each -> {
                  double train = round(each, r -> r.training().cpu());
                  double rest = round(each, r -> r.combining().cpu());
                  page.line(
                      "| %s | %s | %.2f | %.2f | %.0f %% | %.0f | %.0f |",
                      stream.name(),
                      method,
                      1000 * train,
                      1000 * rest,
                      100 * rest / (train + rest),
                      round(each, r -> r.training().passes()),
                      round(each, r -> r.combining().passes()));
                });
      }
    }
    page.end();
    Cost all =
        judgement.comparisons().stream()
            .flatMap(each -> each.results().stream())
            .map(each -> each.training().plus(each.combining()))
            .reduce(Cost.NONE, Cost::plus);
    page.line("All reported runs together took %.0f s of processor time.", all.cpu());
    page.end();
  }

  private static double round(Comparison comparison, ToDoubleFunction<RunResult> value) {
    return comparison.results().stream()
        .mapToDouble(each -> value.applyAsDouble(each) / each.rounds())
        .average()
        .orElse(Double.NaN);
  }

  /** Runs that were repeated through the job. */
  void throughJob(List<ThroughJob.Both> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    page.section("Through the job");
    page.line("The same runs over the same examples, fed to Kafka and learned by the Flink job");
    page.line("(`backtest`).");
    page.end();
    page.table("stream", "method", "test loss", "through the job", "the same");
    for (ThroughJob.Both each : jobs) {
      page.line(
          "| %s | %s | %s | %s | %s |",
          each.stream(),
          each.method(),
          each.model().getOrDefault("loss", Double.NaN),
          each.job().getOrDefault("loss", Double.NaN),
          each.agree() ? "yes" : "no");
    }
    page.end();
  }

  /** Hyper-parameters as tuned. */
  void settings() {
    page.section("Hyper-parameters");
    page.line("As tuned.");
    page.end();
    page.table("stream", "method", "settings");
    for (Comparison each : judgement.comparisons()) {
      if (!each.results().isEmpty()) {
        List<String> settings = new ArrayList<>();
        new TreeMap<>(each.results().get(0).settings())
            .forEach((key, value) -> settings.add("`" + key + "`: " + value));
        page.row(each.stream().name(), each.method().name(), String.join(", ", settings));
      }
    }
  }
}
