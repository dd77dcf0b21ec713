package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Labels that come up to 10,000 examples after their features, and some before them or never, give
 * the model and the scores that the joined file gives, where every example stands at the later of
 * its two records.
 */
class LateLabelsIT {

  private static final int EXAMPLES = 14_000;
  private static final int LATEST = 10_000;
  private static final long START = 1_700_000_000_000L;
  private static final long STEP = 7; // milliseconds from record to record
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  /**
   * A record.
   *
   * @param slot where it stands: that of its features and how much later
   * @param body all but the time
   * @param id of the example
   * @param features as JSON, when it has some
   * @param labels as JSON, when it has some
   */
  private record Line(
      double slot,
      String body,
      String id,
      @Nullable String features,
      @Nullable String labels,
      String split) {}

  private final Random random = new Random(17);
  private final List<Line> lines = new ArrayList<>();
  private int never;
  private int replaced;
  private int orphans;
  private final Map<String, Integer> labelled = new TreeMap<>();

  @Test
  void giveTheModelAndTheScoresOfTheJoinedFile() throws IOException {
    draw();
    lines.sort((one, other) -> Double.compare(one.slot(), other.slot()));
    Path late = write("late.jsonl", lateLines());
    Path joined = write("joined.jsonl", joinedLines());

    Path fromLate = backtest("late", late, "labels: {wait: 150s}");
    Path fromJoined = backtest("joined", joined, "");

    JsonNode report = report(fromLate);
    JsonNode expected = report(fromJoined);
    assertThat(report.get("rounds").asInt()).isEqualTo(expected.get("rounds").asInt());
    assertThat(report.get("rounds").asInt()).isGreaterThan(50);
    for (String task : List.of("buy", "spend")) {
      assertThat(report.at("/tasks/" + task + "/scores"))
          .isEqualTo(expected.at("/tasks/" + task + "/scores"));
      JsonNode counts = report.at("/tasks/" + task + "/examples");
      JsonNode other = expected.at("/tasks/" + task + "/examples");
      for (String place : List.of("trained", "dev", "test", "dropped", "late")) {
        assertThat(counts.get(place)).as(task + " " + place).isEqualTo(other.get(place));
      }
      int of = Objects.requireNonNull(labelled.get(task));
      assertThat(other.get("received").asInt()).isEqualTo(of);
      assertThat(counts.get("rejected").asInt()).isEqualTo(task.equals("buy") ? orphans : 0);
      assertThat(counts.get("received").asInt()).isEqualTo(of + counts.get("rejected").asInt());
      assertThat(sum(counts)).isEqualTo(counts.get("received").asInt());
    }
    JsonNode joins = report.get("joins");
    int labels = labelled.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(joins.get("features").asInt()).isEqualTo(EXAMPLES + replaced);
    assertThat(joins.get("labelled").asInt()).isEqualTo(EXAMPLES - never);
    assertThat(joins.get("withoutLabel").asInt()).isEqualTo(never);
    assertThat(joins.get("replaced").asInt()).isEqualTo(replaced);
    assertThat(joins.get("labels").asInt()).isEqualTo(labels + orphans);
    assertThat(joins.get("joined").asInt()).isEqualTo(labels);
    assertThat(joins.get("withoutFeatures").asInt()).isEqualTo(orphans);
    assertThat(expected.has("joins")).isFalse();
    for (String file : List.of("task-weights.jsonl", "evaluations.jsonl")) {
      assertThat(records(fromLate.resolve(file))).isEqualTo(records(fromJoined.resolve(file)));
    }
    assertThat(tensors(fromLate)).isEqualTo(tensors(fromJoined));
  }

  private void draw() {
    for (int i = 0; i < EXAMPLES; i++) {
      double x = random.nextGaussian();
      String features =
          String.format(Locale.ROOT, "[%.4f,%.4f,%.4f]", x, random.nextGaussian(), 0.5 * x);
      String split = i % 10 == 9 ? "test" : "";
      boolean splitWithLabel = i % 20 == 9;
      String id = "id-" + i;
      if (i % 500 == 250) {
        replaced++;
        add(i - 0.2, id, "[9,9,9]", null, "");
      }
      add(i, id, features, null, splitWithLabel ? "" : split);
      String buy = "\"buy\":" + (x + 0.3 * random.nextGaussian() > 0 ? 1 : 0);
      String spend = String.format(Locale.ROOT, "\"spend\":%.3f", 20 + 3 * x);
      String said = splitWithLabel ? split : "";
      double place = random.nextDouble();
      if (place < 0.03) {
        never++;
      } else if (place < 0.5) {
        add(i + delay(), id, null, buy + "," + spend, said);
        count("buy", "spend");
      } else if (place < 0.75) {
        add(i + delay(), id, null, buy, said);
        count("buy");
      } else {
        add(i + delay(), id, null, buy, said);
        add(i + delay(), id, null, spend, said);
        count("buy", "spend");
      }
      if (i % 700 == 3) {
        orphans++;
        add(i + 0.7, "nobody-" + i, null, buy, "");
      }
    }
  }

  /** In slots; some labels come before their features. */
  private double delay() {
    return random.nextInt(50) == 0
        ? -random.nextInt(200) - 0.5
        : random.nextDouble() * LATEST + 0.1;
  }

  private void count(String... tasks) {
    for (String task : tasks) {
      labelled.merge(task, 1, Integer::sum);
    }
  }

  private void add(
      double slot, String id, @Nullable String features, @Nullable String labels, String split) {
    String body = body(id, features, labels, split);
    lines.add(new Line(slot, body, id, features, labels, split));
  }

  private static String body(
      String id, @Nullable String features, @Nullable String labels, String split) {
    return "{\"id\":\"%s\"".formatted(id)
        + (features == null ? "" : ",\"features\":" + features)
        + (labels == null ? "" : ",\"labels\":{" + labels + "}")
        + (split.isEmpty() ? "" : ",\"split\":\"" + split + "\"");
  }

  private List<String> lateLines() {
    List<String> late = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      late.add(timed(lines.get(i).body(), i));
    }
    return late;
  }

  /** Every label's example where the later of its records stands. */
  private List<String> joinedLines() {
    Map<String, Integer> features = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).features() != null) {
        features.put(lines.get(i).id(), i); // the newest
      }
    }
    TreeMap<Integer, List<String>> joined = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Integer of = features.get(line.id());
      if (line.labels() != null && of != null) {
        int at = Math.max(i, of);
        String split = lines.get(of).split() + line.split();
        joined
            .computeIfAbsent(at, place -> new ArrayList<>())
            .add(timed(body(line.id(), lines.get(of).features(), line.labels(), split), at));
      }
    }
    return joined.values().stream().flatMap(List::stream).toList();
  }

  private static String timed(String body, int place) {
    return body + ",\"time\":" + (START + STEP * place) + "}\n";
  }

  private Path write(String name, List<String> all) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("", all));
  }

  private Path backtest(String name, Path examples, String section) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            Files.readString(TestFiles.learnable(folder))
                + "flink: {parallelism: 2}\nkafka: {topics: {partitions: 2}}\n"
                + section
                + "\n");
    Path out = folder.resolve(name);
    TestTerminal.Result result =
        TestTerminal.execute(
            "backtest", "-c", config.toString(), "-e", examples.toString(), "-o", out.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return out;
  }

  private static JsonNode report(Path out) throws IOException {
    return JSON.readTree(out.resolve("report.json").toFile());
  }

  private static int sum(JsonNode counts) {
    return Stream.of("trained", "dev", "test", "dropped", "rejected", "late")
        .mapToInt(place -> counts.get(place).asInt())
        .sum();
  }

  /** Records without what differs from run to run. */
  private static List<JsonNode> records(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      ObjectNode record = (ObjectNode) JSON.readTree(line);
      record.remove(List.of("run", "generation"));
      records.add(record);
    }
    return records;
  }

  private static byte[] tensors(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("checkpoints"))) {
      Path last = files.max(Path::compareTo).orElseThrow();
      return PublicSafetensors.parse(Files.readAllBytes(last)).data();
    }
  }
}
