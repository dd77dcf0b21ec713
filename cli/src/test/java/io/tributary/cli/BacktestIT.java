package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestIT {

  private static final int LINES = 600;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void everyExampleIsAccountedForAndTheFolderIsWhole() throws IOException {
    Path out = folder.resolve("out");

    TestTerminal.Result result =
        TestTerminal.execute(
            "backtest",
            "-c",
            TestFiles.learnable(folder).toString(),
            "-e",
            examples().toString(),
            "-o",
            out.toString(),
            "--seed",
            "9");

    assertThat(result.err()).doesNotContain("tributary: ");
    assertThat(result.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
    JsonNode buy = report.at("/tasks/buy/examples");
    assertThat(buy.get("received").asInt()).isEqualTo(LINES);
    assertThat(buy.get("test").asInt()).isEqualTo(LINES / 10);
    assertThat(buy.get("dev").asInt()).isPositive();
    assertThat(sum(buy)).isEqualTo(LINES);
    assertThat(report.at("/tasks/spend/examples/rejected").asInt()).isEqualTo(2);
    assertThat(sum(report.get("examples"))).isEqualTo(report.at("/examples/received").asInt());
    assertThat(report.get("seed").asInt()).isEqualTo(9);
    assertThat(report.at("/tasks/buy/scores/test/accuracy").asDouble()).isGreaterThan(0.8);

    int rounds = report.get("rounds").asInt();
    assertThat(Files.readAllLines(out.resolve("task-weights.jsonl"))).hasSize(rounds);
    assertThat(Files.readString(out.resolve("evaluations.jsonl"))).contains("prequential");
    assertThat(out.resolve("checkpoints/round-000000.safetensors")).isNotEmptyFile();
    assertThat(out.resolve("checkpoints/round-%06d.safetensors".formatted(rounds)))
        .isNotEmptyFile();
    assertThat(out.resolve("report.html")).isNotEmptyFile();
  }

  private static int sum(JsonNode counts) {
    return List.of("trained", "dev", "test", "dropped", "rejected").stream()
        .mapToInt(name -> counts.get(name).asInt())
        .sum();
  }

  /** Both tasks want the sign and the size of the first feature; two lines are no good. */
  private Path examples() throws IOException {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      double x = random.nextGaussian();
      String features =
          "[%.4f, %.4f, %.4f]".formatted(x, random.nextGaussian(), random.nextGaussian());
      lines.append(
          "{\"task\":\"spend\",\"features\":%s,\"label\":%.3f}%n".formatted(features, 3 * x));
      String split = i % 10 == 9 ? ",\"split\":\"test\"" : "";
      lines.append(
          "{\"task\":\"buy\",\"features\":%s,\"label\":%d%s}%n"
              .formatted(features, x > 0 ? 1 : 0, split));
    }
    lines.append("{\"task\":\"spend\",\"features\":[1,2],\"label\":1}\n");
    lines.append("{\"task\":\"spend\",\"features\":[1,2,3],\"label\":\"much\"}\n");
    return Files.writeString(folder.resolve("examples.jsonl"), lines);
  }
}
