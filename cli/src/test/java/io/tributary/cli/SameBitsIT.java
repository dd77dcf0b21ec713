package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same file gives the same model, at any parallelism and again; and every example is told. */
class SameBitsIT {

  private static final int LINES = 900;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  /** What the lines hold, counted as they are written: by task, then by what becomes of it. */
  private final Map<String, Map<String, Integer>> written = new TreeMap<>();

  static Stream<Arguments> rounds() {
    return Stream.of(
        Arguments.of("{by: target}", List.of(1, 2, 2)),
        Arguments.of("{by: count, wait: all}", List.of(1, 2)),
        Arguments.of("{by: time, span: 50ms, lateness: 2ms}", List.of(1, 2)));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void backtestsGiveTheSameBytes(String rounds, List<Integer> parallelisms) throws IOException {
    Path examples = examples();
    Path first = backtest(examples, rounds, parallelisms.get(0), 0);
    assertCounts(first);
    for (int i = 1; i < parallelisms.size(); i++) {
      Path next = backtest(examples, rounds, parallelisms.get(i), i);
      assertCounts(next);
      for (String file : List.of("task-weights.jsonl", "evaluations.jsonl")) {
        assertThat(records(next.resolve(file))).isEqualTo(records(first.resolve(file)));
      }
      Path checkpoint = lastCheckpoint(next);
      assertThat(checkpoint.getFileName()).isEqualTo(lastCheckpoint(first).getFileName());
      assertSame(Files.readAllBytes(checkpoint), Files.readAllBytes(lastCheckpoint(first)));
    }
  }

  private Path backtest(Path examples, String rounds, int parallelism, int number)
      throws IOException {
    String rest =
        """
        training: {miniEpoch: 25, batchSize: 10, optimizer: {learningRate: 0.1}}
        rounds: %s
        dev: {fraction: 0.2}
        publish: {everyRounds: 5}
        flink: {parallelism: %d}
        """;
    Path file =
        Files.writeString(
            folder.resolve("same.yaml"),
            Files.readString(TestFiles.configuration(folder))
                + rest.formatted(rounds, parallelism));
    Path out = folder.resolve("out-" + number);
    TestTerminal.Result result =
        TestTerminal.execute(
            "backtest", "-c", file.toString(), "-e", examples.toString(), "-o", out.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return out;
  }

  /** Byte for byte, but for run id, generation and time. */
  private static void assertSame(byte[] actual, byte[] expected) throws IOException {
    PublicSafetensors one = PublicSafetensors.parse(actual);
    PublicSafetensors other = PublicSafetensors.parse(expected);
    assertThat(one.data()).isEqualTo(other.data());
    assertThat(header(actual)).isEqualTo(header(expected));
    assertThat(one.metadata().get("run")).isNotEqualTo(other.metadata().get("run"));
    assertThat(one.metadata().get("lineage")).contains("ranges");
  }

  private static String header(byte[] file) {
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(file, 8, length, UTF_8)
        .replaceFirst("\"run\":\"[^\"]*\"", "")
        .replaceFirst("\"generation\":\"[^\"]*\"", "")
        .replaceFirst("\"time\":\"[^\"]*\"", "")
        .stripTrailing(); // the padding goes by the length of the time
  }

  private static List<String> records(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst("\"run\":\"[^\"]*\",\"generation\":\\d+", ""))
        .toList();
  }

  private static Path lastCheckpoint(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("checkpoints"))) {
      return files.sorted().reduce((former, later) -> later).orElseThrow();
    }
  }

  /** report.json against what was written. */
  private void assertCounts(Path out) throws IOException {
    JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
    long total = 0;
    for (Map.Entry<String, Map<String, Integer>> task : written.entrySet()) {
      String name = task.getKey();
      Map<String, Integer> lines = task.getValue();
      int all = lines.values().stream().mapToInt(Integer::intValue).sum();
      total += all;
      if (name.isEmpty()) {
        continue; // told in the total alone
      }
      JsonNode counts = report.required("tasks").required(name).required("examples");
      assertThat(counts.required("received").intValue()).as(name).isEqualTo(all);
      for (String place : List.of("test", "rejected")) {
        assertThat(counts.required(place).intValue())
            .as(name + " " + place)
            .isEqualTo(lines.getOrDefault(place, 0));
      }
      assertThat(counts.required("dev").intValue())
          .isGreaterThanOrEqualTo(lines.getOrDefault("dev", 0));
      assertThat(sum(counts)).as(name).isEqualTo(all);
      assertThat(counts.required("trained").intValue()).as(name).isPositive();
    }
    assertThat(report.at("/examples/received").longValue()).isEqualTo(total);
    assertThat(sum(report.required("examples"))).isEqualTo(total);
  }

  private static int sum(JsonNode counts) {
    return Stream.of("trained", "dev", "test", "dropped", "rejected")
        .mapToInt(place -> counts.required(place).intValue())
        .sum();
  }

  /** Lines for one task and for both, of every split and of none, and some that are no good. */
  private Path examples() throws IOException {
    Random random = new Random(11);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      String features = String.format(Locale.ROOT, "\"features\":[%.4f,%.4f,1]", x, y);
      String split = List.of("train", "dev", "test", "", "", "").get(random.nextInt(6));
      long time = 1_700_000_000_000L + i - random.nextInt(10); // up to nine lines out of order
      String end =
          (split.isEmpty() ? "" : ",\"split\":\"" + split + "\"") + ",\"time\":" + time + "}\n";
      String place = split.isEmpty() ? "train" : split;
      int buy = x > 0 ? 1 : 0;
      String spend = String.format(Locale.ROOT, "%.3f", 20 + 3 * x + y);
      switch (i % 4) {
        case 0 -> {
          count("buy", place);
          count("spend", place);
          String both = "{%s,\"labels\":{\"buy\":%d,\"spend\":%s}";
          lines.append(both.formatted(features, buy, spend)).append(end);
        }
        case 1 -> {
          count("buy", place);
          lines.append("{\"task\":\"buy\",%s,\"label\":%d".formatted(features, buy)).append(end);
        }
        default -> {
          count("spend", place);
          lines
              .append("{\"task\":\"spend\",%s,\"label\":%s".formatted(features, spend))
              .append(end);
        }
      }
      if (i % 90 == 45) {
        count("buy", "rejected");
        lines.append("{\"task\":\"buy\",%s,\"label\":7".formatted(features)).append(end);
        count("", "rejected");
        lines.append("{\"task\":\"buy\",%n".formatted());
      }
    }
    return Files.writeString(folder.resolve("examples.jsonl"), lines);
  }

  private void count(String task, String place) {
    written.computeIfAbsent(task, name -> new TreeMap<>()).merge(place, 1, Integer::sum);
  }
}
