package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.Judgement.Kind;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Interval;
import io.tributary.model.comparison.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of docs/results.md that compares scores. */
final class FindingsPart {

  private final Judgement judgement;
  private final Markdown page;

  FindingsPart(Judgement judgement, Markdown page) {
    this.judgement = judgement;
    this.page = page;
  }

  /** How often the method got which verdict. */
  void summary(String judged) {
    Map<SuiteStream, Map<String, Finding>> findings = judgement.findings(judged);
    page.section("In short: `" + judged + "`");
    page.table("", "against single", "against uniform");
    for (Verdict verdict : Verdict.values()) {
      page.row(
          word(verdict),
          count(findings, Judgement.SINGLE, verdict) + " of " + findings.size(),
          count(findings, Judgement.UNIFORM, verdict) + " of " + findings.size());
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
    page.end();
    page.line(
        "Of %d streams shown to be helpful, harmful or mixed it is superior to single or to"
            + " uniform on %d.",
        told.size(), superior);
    page.end();
    page.line("![against single](results/against-single.svg)");
    page.end();
    page.line("![against uniform](results/against-uniform.svg)");
    page.end();
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

  /** What the streams are. */
  void streams() {
    page.section("Streams");
    page.table("stream", "", "what", "kind", "seeds", "rounds");
    for (SuiteStream stream : judgement.streams()) {
      Optional<Comparison> single = judgement.of(stream, Judgement.SINGLE);
      page.row(
          stream.name(),
          stream.half() == SuiteStream.Half.DEVELOP ? "d" : "r",
          stream.about(),
          judgement.kind(stream).name().toLowerCase(Locale.ROOT),
          single.map(each -> Integer.toString(each.results().size())).orElse("-"),
          single.map(each -> Long.toString(each.results().get(0).rounds())).orElse("-"));
    }
    page.end();
  }

  /** What a method gains on both baselines, stream by stream. */
  void differences(String method) {
    Map<SuiteStream, Map<String, Finding>> findings = judgement.findings(method);
    page.section("`" + method + "` against single and uniform");
    page.table("stream", "score", "− single", "", "− uniform", "");
    findings.forEach(
        (stream, byBaseline) ->
            page.row(
                stream.name(),
                mean(stream, method),
                cell(byBaseline.get(Judgement.SINGLE)),
                cell(byBaseline.get(Judgement.UNIFORM))));
    page.end();
  }

  private static String cell(@Nullable Finding finding) {
    if (finding == null) {
      return "- | ";
    }
    return interval(finding.difference().mean(), finding.interval())
        + " | "
        + word(finding.verdict());
  }

  private static String interval(double mean, Interval interval) {
    return "%s [%s, %s]".formatted(points(mean), points(interval.low()), points(interval.high()));
  }

  /** What the method gains on baselines that spend as much as it; nothing where none were run. */
  void equalCompute(String judged) {
    List<String> given =
        Judgement.BASELINES.stream()
            .map(EqualCompute::name)
            .filter(judgement.methods()::contains)
            .toList();
    if (given.isEmpty()) {
      return;
    }
    page.section("Equal compute");
    page.line(
        "Baselines that may pass over their examples as often as it takes to spend the passes");
    page.line("through the network that `%s` spends, shadows and probes included.", judged);
    page.end();
    page.table(cells("stream", given, "− "::concat));
    for (SuiteStream stream : judgement.streams()) {
      page.row(
          cells(
              stream.name(),
              given,
              baseline ->
                  judgement
                      .difference(stream, judged, baseline)
                      .map(each -> interval(each.mean(), each.interval(0.95)))
                      .orElse("-")));
    }
    page.end();
  }

  /** Mean scores. */
  void everyMethod() {
    page.section("Every method");
    page.line("Mean scores over the seeds.");
    page.end();
    page.table(cells("stream", judgement.methods(), name -> name));
    for (SuiteStream stream : judgement.streams()) {
      page.row(cells(stream.name(), judgement.methods(), each -> mean(stream, each)));
    }
    page.end();
  }

  private static List<String> cells(String first, List<String> others, UnaryOperator<String> cell) {
    return Stream.concat(Stream.of(first), others.stream().map(cell)).toList();
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
}
