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
import io.tributary.model.ParameterLayout;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backtest on MultiMNIST against the very same rounds computed by the straight line, which knows
 * no engine, no Flink and no Kafka.
 *
 * <p>A tenth of the stream, in which the line starts every round from what the job published before
 * it: the two part by rounding alone, but kinks make that grow. On these images, whose background
 * is one value, the line parts from itself by a sixth of a round's way within 20 steps when its
 * parameters are moved by 1e-7. With {@code -Dtributary.full=true} all of the stream, and the line
 * starts once.
 */
class MultiMnistIT {

  private static final int ALL = 60_000;
  private static final int SOME = 6_000;
  private static final boolean FULL = Boolean.getBoolean("tributary.full");

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
      publish: {everyRounds: 1}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void isAsGoodAsTheStraightLineAndAccountsForEveryExample() throws IOException {
    Path digits = digits();
    int records = FULL ? ALL : SOME;
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
      Published published = new Published(out, engine.layout(), told);
      StraightLineRounds line = published.lineAfter(0, configuration);
      double parametersApart = 0;
      double alphasApart = 0;
      for (int round = 1; round <= rounds.size(); round++) {
        if (!FULL) {
          line = published.lineAfter(round - 1, configuration);
        }
        Input input = rounds.get(round - 1);
        int batch = configuration.weighting().alpha().batchSize();
        line.round(
            input.miniEpochs(), DevDraws.of(input.dev(), batch, seed, round), LabelScale.NONE);
        float[] before = published.parameters(round - 1);
        float[] after = published.parameters(round);
        double apart = distance(after, line.parameters()) / distance(after, doubles(before));
        parametersApart = Math.max(parametersApart, apart);
        alphasApart = Math.max(alphasApart, farthest(published.alpha(round), line.alpha()));
      }
      List<Example> tests =
          examples.stream().filter(e -> e.split() == Split.TEST && e.task() == target).toList();
      double expected = line.score(target, tests, LabelScale.NONE).value();
      double actual = report.at("/tasks/left/scores/test/accuracy").asDouble();
      System.out.printf(
          "MultiMNIST, %d rounds: test accuracy %.4f, straight line %.4f; at most apart:"
              + " parameters %.4f of a round's way, alphas %.4f; %.0f examples/s%n",
          rounds.size(),
          actual,
          expected,
          parametersApart,
          alphasApart,
          report.get("examplesPerSecond").asDouble());

      assertThat(actual).isCloseTo(expected, within(0.01));
      if (!FULL) {
        assertThat(parametersApart).as("parameters, of a round's way").isLessThan(0.1);
        assertThat(alphasApart).as("alphas").isLessThan(0.05);
      }
    }
  }

  /** What the backtest published of its rounds. */
  private record Published(Path out, ParameterLayout layout, List<JsonNode> told) {

    float[] parameters(int round) throws IOException {
      Path file = out.resolve("checkpoints/round-%06d.safetensors".formatted(round));
      return Checkpoint.parse(Files.readAllBytes(file)).parameters(layout);
    }

    double[] alpha(int round) {
      return numbers(round, "alpha");
    }

    /** The straight line, going on from the state after a round. */
    StraightLineRounds lineAfter(int round, Configuration configuration) throws IOException {
      double[] weights = {1, 1};
      return new StraightLineRounds(
          configuration,
          layout,
          parameters(round),
          round == 0 ? weights : numbers(round, "weight"));
    }

    private double[] numbers(int round, String name) {
      return MultiMnist.TASKS.stream()
          .mapToDouble(task -> told.get(round - 1).at("/tasks/" + task + "/" + name).asDouble())
          .toArray();
    }
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, p -> values[p]);
    return doubles;
  }

  private static double distance(float[] one, double[] other) {
    double squares = 0;
    for (int p = 0; p < other.length; p++) {
      squares += (one[p] - other[p]) * (one[p] - other[p]);
    }
    return Math.sqrt(squares);
  }

  private static double farthest(double[] one, double[] other) {
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
