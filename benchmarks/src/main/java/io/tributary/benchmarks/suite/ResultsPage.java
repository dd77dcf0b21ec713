package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.Judgement.Kind;
import io.tributary.benchmarks.suite.RunResult.Cost;
import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes docs/results.md and its plots. */
final class ResultsPage {

  private static final List<String> BASELINES = List.of(Judgement.SINGLE, Judgement.UNIFORM);

  private final Judgement judgement;
  private final String judged;
  private final Purpose purpose;
  private final List<ThroughJob.Both> jobs;
  private final StringBuilder page = new StringBuilder();

  /**
   * A page.
   *
   * @param judged the method that the page is about
   * @param jobs runs that also went through the job
   */
  ResultsPage(Judgement judgement, String judged, Purpose purpose, List<ThroughJob.Both> jobs) {
    this.jobs = jobs;
    this.judgement = judgement;
    this.judged = judged;
    this.purpose = purpose;
  }

  /** Writes results.md and results/*.svg into a folder. */
  void write(Path docs) throws IOException {
    Path plots = docs.resolve("results");
    Files.createDirectories(plots);
    head();
    summary();
    streams();
    differences(judged);
    if (judgement.methods().contains("paper")) {
      differences("paper");
    }
    equalCompute();
    everyMethod();
    weights(plots);
    cost();
    throughJob();
    settings();
    Files.writeString(docs.resolve("results.md"), page);
    for (String baseline : BASELINES) {
      Files.writeString(
          plots.resolve("against-" + baseline + ".svg"),
          Plots.intervals(judgement, List.of(judged, "paper"), baseline));
    }
  }

  private void head() {
    line("# Results");
    line("");
    line("How methods compare on streams whose nature is known, and on real ones. Written by");
    line("`benchmarks/suite --report`.");
    line("");
    line("How it is judged:");
    line("");
    line("- Scores are of the target's test examples, in points: hundredths of accuracy, of the");
    line("  area under the ROC curve, or of a standard deviation of the labels (the negative of");
    line("  the root mean squared error), so that more is better everywhere.");
    line(
        "- Learning rate, batch size, decay and passes are tuned for every method on every stream");
    line(
        "  by the same number of random draws, on seeds that are not reported; for MultiMNIST and");
    line("  the tables, on test examples that are not reported either. A method's own");
    line("  hyper-parameters are drawn with them.");
    line("- All methods run on the same seeds; differences are paired by seed, intervals are of");
    line("  95 %, Student's t.");
    line(
        "- A stream is *helpful* when the best fixed weights or uniform ones beat the target alone");
    line("  beyond that interval, *harmful* when uniform weights lose to it, *mixed* when both.");
    line(
        "- *Non-inferior*: the interval lies above −0.5 points. *Superior*: above 0, after Holm's");
    line("  correction over all streams and both baselines. *Inferior*: below 0 likewise.");
    line("- Methods that do not look at dev examples train on them.");
    line("- Methods were developed on the streams marked d and on other seeds; the streams marked");
    line("  r are for reporting. How often they were looked at stands in trials.md.");
    line("");
    line("Seeds of purpose `%s`. The measured times are of a shared machine.", purpose.label());
    line("");
  }

  private void summary() {
    Map<SuiteStream, Map<String, Finding>> findings = judgement.findings(judged);
    line("## In short: `%s`", judged);
    line("");
    line("| | against single | against uniform |");
    line("|---|---|---|");
    for (Verdict verdict : Verdict.values()) {
      line(
          "| %s | %d of %d | %d of %d |",
          word(verdict),
          count(findings, Judgement.SINGLE, verdict),
          findings.size(),
          count(findings, Judgement.UNIFORM, verdict),
          findings.size());
    }
    List<SuiteStream> told =
        findings.keySet().stream()
            .filter(stream -> judgement.kind(stream) != Kind.UNDECIDED)
            .toList();
    long superior =
        told.stream()
            .filter(
                stream ->
                    verdicts(findings, stream).stream()
                        .anyMatch(verdict -> verdict == Verdict.SUPERIOR))
            .count();
    line("");
    line(
        "Of %d streams shown to be helpful, harmful or mixed it is superior to single or to"
            + " uniform on %d.",
        told.size(), superior);
    line("");
    line("![against single](results/against-single.svg)");
    line("");
    line("![against uniform](results/against-uniform.svg)");
    line("");
  }

  private static List<Verdict> verdicts(
      Map<SuiteStream, Map<String, Finding>> findings, SuiteStream stream) {
    return findings.getOrDefault(stream, Map.of()).values().stream().map(Finding::verdict).toList();
  }

  private static long count(
      Map<SuiteStream, Map<String, Finding>> findings, String baseline, Verdict verdict) {
    return findings.values().stream()
        .map(each -> each.get(baseline))
        .filter(each -> each != null && each.verdict() == verdict)
        .count();
  }

  private void streams() {
    line("## Streams");
    line("");
    line("| stream | | what | kind | seeds | rounds |");
    line("|---|---|---|---|---|---|");
    for (SuiteStream stream : judgement.streams()) {
      Optional<Comparison> single = judgement.of(stream, Judgement.SINGLE);
      line(
          "| %s | %s | %s | %s | %s | %s |",
          stream.name(),
          stream.half() == SuiteStream.Half.DEVELOP ? "d" : "r",
          stream.about(),
          judgement.kind(stream).name().toLowerCase(Locale.ROOT),
          single.map(each -> Integer.toString(each.results().size())).orElse("-"),
          single.map(each -> Long.toString(each.results().get(0).rounds())).orElse("-"));
    }
    line("");
  }

  private void differences(String method) {
    Map<SuiteStream, Map<String, Finding>> findings = judgement.findings(method);
    line("## `%s` against single and uniform", method);
    line("");
    line("| stream | score | − single | | − uniform | |");
    line("|---|---|---|---|---|---|");
    findings.forEach(
        (stream, byBaseline) ->
            line(
                "| %s | %s | %s | %s |",
                stream.name(),
                mean(stream, method),
                cell(byBaseline.get(Judgement.SINGLE)),
                cell(byBaseline.get(Judgement.UNIFORM))));
    line("");
  }

  private static String cell(@Nullable Finding finding) {
    if (finding == null) {
      return "- | ";
    }
    return "%s [%s, %s] | %s"
        .formatted(
            points(finding.difference().mean()),
            points(finding.interval().low()),
            points(finding.interval().high()),
            word(finding.verdict()));
  }

  private void equalCompute() {
    List<String> given =
        BASELINES.stream().map(EqualCompute::name).filter(judgement.methods()::contains).toList();
    if (given.isEmpty()) {
      return;
    }
    line("## Equal compute");
    line("");
    line("Baselines that may pass over their examples as often as it takes to spend the passes");
    line("through the network that `%s` spends, shadows and probes included.", judged);
    line("");
    line("| stream | %s |", String.join(" | ", given.stream().map(each -> "− " + each).toList()));
    line("|---%s|", "|---".repeat(given.size()));
    for (SuiteStream stream : judgement.streams()) {
      List<String> cells =
          given.stream()
              .map(
                  baseline ->
                      judgement
                          .difference(stream, judged, baseline)
                          .map(
                              each ->
                                  "%s [%s, %s]"
                                      .formatted(
                                          points(each.mean()),
                                          points(each.interval(0.95).low()),
                                          points(each.interval(0.95).high())))
                          .orElse("-"))
              .toList();
      line("| %s | %s |", stream.name(), String.join(" | ", cells));
    }
    line("");
  }

  private void everyMethod() {
    line("## Every method");
    line("");
    line("Mean scores over the seeds.");
    line("");
    line("| stream | %s |", String.join(" | ", judgement.methods()));
    line("|---%s|", "|---".repeat(judgement.methods().size()));
    for (SuiteStream stream : judgement.streams()) {
      line(
          "| %s | %s |",
          stream.name(),
          String.join(
              " | ", judgement.methods().stream().map(each -> mean(stream, each)).toList()));
    }
    line("");
  }

  private void weights(Path plots) throws IOException {
    line("## Weights");
    line("");
    line(
        "Of `%s` on the first seed. What a weight is, see [algorithms.md](algorithms.md).", judged);
    line("");
    for (SuiteStream stream : judgement.streams()) {
      Optional<Comparison> comparison = judgement.of(stream, judged);
      if (comparison.isPresent()) {
        String file = "weights-" + stream.name() + ".svg";
        Files.writeString(
            plots.resolve(file), Plots.weights(stream, comparison.get().results().get(0)));
        line("![weights on %s](results/%s)", stream.name(), file);
      }
    }
    line("");
  }

  private void cost() {
    line("## Cost");
    line("");
    line("Means of a round: milliseconds of processor time that computing deltas took, with those");
    line("of shadows, and that the rest took; and passes over one example, a forward pass counted");
    line("one and a backward pass two.");
    line("");
    line(
        "| stream | method | deltas, ms | rest, ms | rest, share | passes, deltas | passes, rest |");
    line("|---|---|---|---|---|---|---|");
    for (SuiteStream stream : judgement.streams()) {
      for (String method :
          List.of(Judgement.SINGLE, Judgement.UNIFORM, judged, judged + "-alone", "paper")) {
        judgement
            .of(stream, method)
            .ifPresent(
                each -> {
                  double train = round(each, r -> r.training().cpu());
                  double rest = round(each, r -> r.combining().cpu());
                  line(
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
    line("");
    Cost all =
        judgement.comparisons().stream()
            .flatMap(each -> each.results().stream())
            .map(each -> each.training().plus(each.combining()))
            .reduce(Cost.NONE, Cost::plus);
    line("All reported runs together took %.0f s of processor time.", all.cpu());
    line("");
  }

  private static double round(Comparison comparison, ToDoubleFunction<RunResult> value) {
    return comparison.results().stream()
        .mapToDouble(each -> value.applyAsDouble(each) / each.rounds())
        .average()
        .orElse(Double.NaN);
  }

  private void throughJob() {
    if (jobs.isEmpty()) {
      return;
    }
    line("## Through the job");
    line("");
    line("The same runs over the same examples, fed to Kafka and learned by the Flink job");
    line("(`backtest`).");
    line("");
    line("| stream | method | test loss | through the job | the same |");
    line("|---|---|---|---|---|");
    for (ThroughJob.Both each : jobs) {
      line(
          "| %s | %s | %s | %s | %s |",
          each.stream(),
          each.method(),
          each.model().getOrDefault("loss", Double.NaN),
          each.job().getOrDefault("loss", Double.NaN),
          each.agree() ? "yes" : "no");
    }
    line("");
  }

  private void settings() {
    line("## Hyper-parameters");
    line("");
    line("As tuned.");
    line("");
    line("| stream | method | settings |");
    line("|---|---|---|");
    for (Comparison each : judgement.comparisons()) {
      if (!each.results().isEmpty()) {
        List<String> settings = new ArrayList<>();
        new TreeMap<>(each.results().get(0).settings())
            .forEach((key, value) -> settings.add("`" + key + "`: " + value));
        line(
            "| %s | %s | %s |",
            each.stream().name(), each.method().name(), String.join(", ", settings));
      }
    }
  }

  private String mean(SuiteStream stream, String method) {
    return judgement
        .of(stream, method)
        .map(
            each -> {
              double[] scores =
                  each.results().stream()
                      .map(RunResult::score)
                      .filter(Objects::nonNull)
                      .mapToDouble(Double::doubleValue)
                      .toArray();
              int lost = each.results().size() - scores.length;
              return "%.1f%s"
                  .formatted(
                      100 * Arrays.stream(scores).average().orElse(Double.NaN),
                      lost == 0 ? "" : " (" + lost + " diverged)");
            })
        .orElse("-");
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f", 100 * difference).replace('-', '−');
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void line(String format, Object... arguments) {
    page.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
        .append('\n');
  }
}
