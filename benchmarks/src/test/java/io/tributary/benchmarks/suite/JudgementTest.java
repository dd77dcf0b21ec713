package io.tributary.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.suite.Judgement.Kind;
import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Streams;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementTest {

  private static final int SEEDS = 8;

  private final Streams streams = new Streams(null);
  private final List<Comparison> comparisons = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void tellsHelpfulFromHarmfulStreams() {
    given("helpful", "single", 0.6);
    given("helpful", "uniform", 0.7);
    given("contended", "single", 0.6);
    given("contended", "uniform", 0.5);
    given("helpful-contended", "single", 0.6);
    given("helpful-contended", "uniform", 0.5);
    given("helpful-contended", "fixed", 0.7);
    given("shuffled", "single", 0.6);
    given("shuffled", "uniform", 0.6);

    Judgement judgement = new Judgement(comparisons);

    assertThat(judgement.kind(stream("helpful"))).isEqualTo(Kind.HELPFUL);
    assertThat(judgement.kind(stream("contended"))).isEqualTo(Kind.HARMFUL);
    assertThat(judgement.kind(stream("helpful-contended"))).isEqualTo(Kind.MIXED);
    assertThat(judgement.kind(stream("shuffled"))).isEqualTo(Kind.UNDECIDED);
  }

  @Test
  void judgesAgainstBothBaselinesOnTheSameSeeds() throws IOException {
    given("helpful", "single", 0.6);
    given("helpful", "uniform", 0.7);
    given("helpful", "alphavil", 0.7);
    given("contended", "single", 0.6);
    given("contended", "uniform", 0.5);
    given("contended", "alphavil", 0.55);

    Judgement judgement = new Judgement(comparisons);
    Map<SuiteStream, Map<String, Finding>> findings = judgement.findings("alphavil");

    assertThat(verdict(findings, "helpful", "single")).isEqualTo(Verdict.SUPERIOR);
    assertThat(verdict(findings, "helpful", "uniform")).isEqualTo(Verdict.NON_INFERIOR);
    assertThat(verdict(findings, "contended", "single")).isEqualTo(Verdict.INFERIOR);
    assertThat(verdict(findings, "contended", "uniform")).isEqualTo(Verdict.SUPERIOR);
    assertThat(judgement.halfWidth(stream("helpful"), "alphavil")).isBetween(1e-5, 0.002);

    new ResultsPage(judgement, "alphavil", Purpose.REPORT, List.of()).write(folder);
    assertThat(Files.readString(folder.resolve("results.md")))
        .contains("| superior | 1 of 2 | 1 of 2 |")
        .containsPattern("[|] helpful [|] (69.9|70.0|70.1) [|] [+](9.9|10.0)\\d .* superior [|]")
        .containsPattern("[|] contended [|] .* inferior [|] [+](4.9|5.0)\\d");
    assertThat(folder.resolve("results").toFile().list())
        .contains("against-single.svg", "weights-helpful.svg");
  }

  @Test
  void aRunWithoutAScoreCountsAsOneThatLearnedNothing() {
    given("helpful", "single", 0.6);
    given("helpful", "paper", Double.NaN);
    assertThat(new Judgement(comparisons).difference(stream("helpful"), "paper", "single").get())
        .satisfies(each -> assertThat(each.mean()).isBetween(-0.61, -0.59));
  }

  private static Verdict verdict(
      Map<SuiteStream, Map<String, Finding>> findings, String stream, String baseline) {
    return findings.entrySet().stream()
        .filter(each -> each.getKey().name().equals(stream))
        .flatMap(each -> Optional.ofNullable(each.getValue().get(baseline)).stream())
        .map(Finding::verdict)
        .findFirst()
        .orElseThrow();
  }

  private SuiteStream stream(String name) {
    return streams.named(List.of(name)).get(0);
  }

  /** Scores around a mean, by an amount that all methods share and a little of their own. */
  private void given(String name, String methodName, double mean) {
    SuiteStream stream = stream(name);
    Method method = Methods.named(List.of(methodName)).get(0);
    Random own = new Random(methodName.hashCode());
    List<RunResult> results = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      double score = mean + (seed % 2 == 0 ? 0.05 : -0.05) + 0.0005 * own.nextGaussian();
      results.add(Results.of(stream, method, Purpose.REPORT, seed, method.draw(stream, 0), score));
    }
    comparisons.add(new Comparison(stream, method, results));
  }
}
