package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.feed.DecodedExamples;
import io.tributary.cli.feed.MultiMnist;
import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RecordedRounds;
import io.tributary.model.round.StraightLineRounds;
import io.tributary.model.weighting.DevDraws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backtest on MultiMNIST against the very same rounds computed by the straight line, which knows
 * no engine, no Flink and no Kafka. A tenth of the stream; with {@code -Dtributary.full} all of it.
 */
class MultiMnistIT {

  private static final int ALL = 60_000;
  private static final int SOME = 6_000;
  private static final String TARGET = "left";

  private static final String CONFIGURATION =
      """
      model:
        name: multimnist
        input: [1, 28, 28]
        trunk:
          - conv2d: {filters: 10, kernel: 5}
          - maxpool2d: {size: 2}
          - relu
          - conv2d: {filters: 20, kernel: 5}
          - maxpool2d: {size: 2}
          - relu
          - dense: {units: 50}
          - relu
      tasks:
        left: {type: classification, classes: 10, target: true, head: [dense: {units: 50}, relu]}
        right: {type: classification, classes: 10, head: [dense: {units: 50}, relu]}
      training:
        miniEpoch: 1000
        batchSize: 50
        optimizer: {type: sgd, learningRate: 0.05}
      rounds: {by: count, wait: all}
      weighting:
        method: alphavil
        alpha: {optimizer: sgd, steps: 3, learningRate: 0.1, batchSize: 256}
      dev: {window: 1000}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void isAsGoodAsTheStraightLineAndAccountsForEveryExample() throws IOException {
    Path digits = digits();
    int records = Boolean.getBoolean("tributary.full") ? ALL : SOME;
    int tests = records / 6;
    Path out = folder.resolve("out");

    TestTerminal.Result result =
        TestTerminal.execute(
            "backtest",
            "-c",
            Files.writeString(folder.resolve("multimnist.yaml"), CONFIGURATION).toString(),
            "--multimnist",
            digits.toString(),
            "--limit",
            Integer.toString(records),
            "-o",
            out.toString());

    assertThat(result.err()).doesNotContain("tributary: ");
    assertThat(result.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    for (String task : MultiMnist.TASKS) {
      JsonNode counts = report.at("/tasks/" + task + "/examples");
      assertThat(counts.get("received").asInt()).isEqualTo(records + tests);
      assertThat(counts.get("trained").asInt()).isEqualTo(records / 6 * 5 / 1000 * 1000);
      assertThat(counts.get("dev").asInt()).isEqualTo(records / 6);
      assertThat(counts.get("test").asInt()).isEqualTo(tests);
      assertThat(counts.get("dropped").asInt()).isEqualTo(records / 6 * 5 % 1000);
      assertThat(counts.get("rejected").asInt()).isZero();
    }
    compare(digits, records, report, out);
  }

  private void compare(Path digits, int records, JsonNode report, Path out) throws IOException {
    Configuration configuration =
        ConfigurationFile.parse(CONFIGURATION, "multimnist.yaml", folder, Map.of());
    long seed = configuration.model().seed();
    int target = configuration.target().index();
    List<Example> examples =
        DecodedExamples.of(
            MultiMnist.read(digits, seed, MultiMnist.TASKS, records), configuration, "examples");
    List<Input> rounds = RecordedRounds.byCount(configuration, examples);
    List<JsonNode> told = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("task-weights.jsonl"))) {
      told.add(new ObjectMapper().readTree(line));
    }
    assertThat(told).hasSameSizeAs(rounds);

    try (Engine engine = Engines.open(configuration)) {
      float[] initial = engine.initialParameters();
      StraightLineRounds line = new StraightLineRounds(configuration, engine.layout(), initial);
      double alphasApart = 0;
      for (int round = 1; round <= rounds.size(); round++) {
        Input input = rounds.get(round - 1);
        int batch = configuration.weighting().alpha().batchSize();
        line.round(
            input.miniEpochs(), DevDraws.of(input.dev(), batch, seed, round), LabelScale.NONE);
        for (int task = 0; task < MultiMnist.TASKS.size(); task++) {
          String path = "/tasks/" + MultiMnist.TASKS.get(task) + "/alpha";
          double alpha = told.get(round - 1).at(path).asDouble();
          alphasApart = Math.max(alphasApart, Math.abs(alpha - line.alpha()[task]));
        }
      }
      Path last = out.resolve("checkpoints/round-%06d.safetensors".formatted(rounds.size()));
      float[] parameters = Checkpoint.parse(Files.readAllBytes(last)).parameters(engine.layout());
      double apart = farthest(parameters, line.parameters());
      double moved = farthest(initial, line.parameters());
      List<Example> tests =
          examples.stream().filter(e -> e.split() == Split.TEST && e.task() == target).toList();
      double expected = line.score(target, tests, LabelScale.NONE).value();
      double actual = report.at("/tasks/" + TARGET + "/scores/test/accuracy").asDouble();
      System.out.printf(
          "MultiMNIST, %d rounds: test accuracy %.4f, straight line %.4f;"
              + " parameters apart %.1e (moved %.2f), alphas apart %.1e; %.0f examples/s%n",
          rounds.size(),
          actual,
          expected,
          apart,
          moved,
          alphasApart,
          report.get("examplesPerSecond").asDouble());

      assertThat(actual).isCloseTo(expected, within(0.01));
      assertThat(apart).as("farthest parameter").isLessThan(moved / 20);
      assertThat(alphasApart).as("farthest alpha").isLessThan(0.05);
    }
  }

  private static double farthest(float[] one, double[] other) {
    double farthest = 0;
    for (int p = 0; p < other.length; p++) {
      farthest = Math.max(farthest, Math.abs(one[p] - other[p]));
    }
    return farthest;
  }

  private static Path digits() {
    String data = System.getProperty("tributary.data", System.getenv("TRIBUTARY_DATA"));
    assumeTrue(
        data != null && Files.isDirectory(Path.of(data, "mnist")),
        "skipped: TRIBUTARY_DATA names no folder that holds mnist/");
    return Path.of(Objects.requireNonNull(data), "mnist");
  }
}
