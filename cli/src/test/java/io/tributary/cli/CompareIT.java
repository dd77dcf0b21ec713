package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.embedded.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons whose every number can be had by other ways. */
class CompareIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void runsAreBacktestsAndLeavingOutTheOnlyAuxiliaryIsTrainingAlone() throws IOException {
    Path config = configuration("method: uniform");
    Path examples = examples(true);
    Path out = folder.resolve("out");

    TestTerminal.Result result =
        TestTerminal.execute(
            "compare",
            "-c",
            config.toString(),
            "-e",
            examples.toString(),
            "--methods",
            "single,uniform",
            "--seeds",
            "2",
            "-o",
            out.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err().lines()).hasSize(7).first().asString().contains("1 of 6, single");
    assertThat(result.out())
        .contains("buy: accuracy on 90 test examples, mean of 2 seeds (9 to 10)");
    JsonNode report = JSON.readTree(out.resolve("compare.json").toFile());
    assertThat(report.get("runs")).hasSize(6);
    for (int seed = 9; seed <= 10; seed++) {
      JsonNode alone = run(report, "single", false, seed);
      JsonNode left = run(report, "uniform", true, seed);
      assertThat(left.get("loss")).isEqualTo(alone.get("loss"));
      assertThat(left.get("score")).isEqualTo(alone.get("score"));
      assertThat(left.get("rounds")).isEqualTo(alone.get("rounds"));
    }
    JsonNode backtest = backtest(config, examples, 10);
    JsonNode same = run(report, "uniform", false, 10);
    assertThat(same.get("loss")).isEqualTo(backtest.at("/tasks/buy/scores/test/loss"));
    assertThat(same.get("score")).isEqualTo(backtest.at("/tasks/buy/scores/test/accuracy"));
    assertThat(same.get("rounds")).isEqualTo(backtest.get("rounds"));
    assertThat(same.get("loss")).isNotEqualTo(run(report, "uniform", false, 9).get("loss"));
    assertStatistics(report);
    assertThat(out.resolve("compare.html"))
        .content()
        .contains("<title>Comparison: small</title>", "<svg ", "auxiliary")
        .doesNotContain("{{", "http");
  }

  /** Two pairs: half-width = t(1 degree) × |a − b| / 2, from the table of Student's t. */
  private static void assertStatistics(JsonNode report) {
    double[] differences = new double[2];
    for (int i = 0; i < 2; i++) {
      differences[i] =
          run(report, "uniform", false, 9 + i).get("score").doubleValue()
              - run(report, "single", false, 9 + i).get("score").doubleValue();
    }
    JsonNode told = report.at("/methods/1/difference");
    double mean = (differences[0] + differences[1]) / 2;
    double half = 12.7062 * Math.abs(differences[0] - differences[1]) / 2;
    assertThat(told.get("mean").doubleValue()).isCloseTo(mean, within(1e-12));
    assertThat(told.get("low").doubleValue()).isCloseTo(mean - half, within(1e-4));
    assertThat(report.at("/methods/0").has("difference")).isFalse();
    // Leaving the only auxiliary out is training alone: the same difference once more.
    assertThat(report.at("/auxiliaries/0/difference/mean")).isEqualTo(told.get("mean"));
  }

  @Test
  void aProcessTellsByPrequentialScoresWhenNothingIsForTesting() throws Exception {
    Path config = configuration("method: alphavil");
    Path examples = examples(false);
    try (JavaProcess process =
        TributaryProcess.start(
            folder,
            "compare",
            "compare",
            "-c",
            config.toString(),
            "-e",
            examples.toString(),
            "--methods",
            "single,alphavil:paper",
            "--seeds",
            "2",
            "--methods-only",
            "--json")) {
      assertThat(process.await(Duration.ofMinutes(3))).isZero();
      assertThat(process.err().get(0)).contains("buy has no test examples");
      JsonNode report = JSON.readTree(String.join("\n", process.out()));
      assertThat(report.get("split").asText()).isEqualTo("prequential");
      assertThat(report.get("methods")).hasSize(2);
      assertThat(report.at("/methods/1/method").asText()).isEqualTo("alphavil:paper");
      assertThat(report.get("auxiliaries")).isEmpty();
    }
  }

  @Test
  void aTargetWithoutEnoughExamplesIsRefused() throws IOException {
    Path config = configuration("method: uniform");
    Path none = Files.writeString(folder.resolve("none.jsonl"), line("spend", 0, "1", ""));
    Path few = Files.writeString(folder.resolve("few.jsonl"), line("buy", 0, "1", "train"));

    assertRefused(config, none, "none.jsonl: no example to train the target buy on");
    assertRefused(config, few, "the examples fill no round");
  }

  private static void assertRefused(Path config, Path examples, String expected) {
    TestTerminal.Result result =
        TestTerminal.execute("compare", "-c", "" + config, "-e", "" + examples, "--seeds", "2");
    assertThat(result.err().lines().reduce((former, last) -> last).orElseThrow())
        .startsWith("tributary: ")
        .contains(expected);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  private static JsonNode run(JsonNode report, String method, boolean without, int seed) {
    for (JsonNode run : report.get("runs")) {
      if (run.get("method").asText().equals(method)
          && run.has("without") == without
          && run.get("seed").asInt() == seed) {
        return run;
      }
    }
    throw new AssertionError(method + " with seed " + seed + " did not run");
  }

  private JsonNode backtest(Path config, Path examples, int seed) throws IOException {
    Path out = folder.resolve("backtest");
    TestTerminal.Result result =
        TestTerminal.execute(
            "backtest",
            "-c",
            config.toString(),
            "-e",
            examples.toString(),
            "-o",
            out.toString(),
            "--seed",
            Integer.toString(seed));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readTree(out.resolve("report.json").toFile());
  }

  private Path configuration(String weighting) throws IOException {
    String text = Files.readString(TestFiles.learnable(folder));
    return Files.writeString(
        folder.resolve("compared.yaml"),
        text.replace("name: small\n", "name: small\n  seed: 9\n")
            + "weighting: {%s}\n".formatted(weighting));
  }

  /** Lines of one task and of both, with a split and without, timed and not, and some no good. */
  private Path examples(boolean tests) throws IOException {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      double x = random.nextGaussian();
      String buy = x > 0 ? "1" : "0";
      String spend = String.format(Locale.ROOT, "%.3f", 3 * x + random.nextGaussian());
      String split = tests && i % 5 == 4 ? "test" : "";
      switch (i % 4) {
        case 0, 1 ->
            lines.append(
                "{\"features\":[%.4f,1,%d],\"labels\":{\"buy\":%s,\"spend\":%s}%s}\n"
                    .formatted(x, i % 3, buy, spend, split(split)));
        case 2 -> lines.append(line("spend", x, spend, split));
        default -> lines.append(line("buy", x, buy, split));
      }
      if (i % 100 == 50) {
        lines.append(
            "{\"features\":[1,1,1],\"labels\":{\"buy\":1,\"spend\":\"much\"}}\n{\"features\":\n");
      }
    }
    return Files.writeString(folder.resolve("examples.jsonl"), lines);
  }

  private static String line(String task, double x, String label, String split) {
    return String.format(
        Locale.ROOT,
        "{\"task\":\"%s\",\"features\":[%.4f,1,0],\"label\":%s%s}\n",
        task,
        x,
        label,
        split(split));
  }

  private static String split(String split) {
    return split.isEmpty() ? "" : ",\"split\":\"" + split + "\"";
  }
}
