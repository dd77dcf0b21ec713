package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.example.Decoded;
import io.tributary.connectors.example.ExampleDecoder;
import io.tributary.connectors.example.RawRecord;
import io.tributary.embedded.process.BrokerProcess;
import io.tributary.embedded.process.JavaProcess;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.StraightLineNetwork;
import io.tributary.model.evaluation.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program as people run it: a broker of its own, {@code feed}, and {@code run} until
 * Ctrl-C. What then stands in the topics is read with nothing of the product's, and its last model
 * scored outside the job.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRunIT {

  private static final List<String> TASKS = List.of("left", "right");
  private static final int MINI_EPOCH = 128;
  private static final long ROUNDS = 2L * LiveInput.TRAIN / MINI_EPOCH; // odd: see the next
  private static final long PUBLISH = 2; // a model's test scores are told as the next round ends
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
  private List<String> said = List.of();
  private List<String> seen = List.of();
  private TestTerminal.Result table = new TestTerminal.Result(-1, "", "");
  private Configuration configuration;

  @BeforeAll
  void runUntilItIsInterrupted(@TempDir Path folder) throws Exception {
    LiveInput input = LiveInput.choose(folder);
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      Path file = configurationFile(folder, input, broker.bootstrapServers());
      configuration = ConfigurationFile.read(file, Map.of());
      feed(file, input);
      try (JavaProcess run =
          TributaryProcess.start(folder, "run", "run", "-c", file.toString(), "--json")) {
        awaitCommitted(run, broker.bootstrapServers());
        try (JavaProcess watch =
            TributaryProcess.start(folder, "watch", "watch", "-c", file.toString(), "--json")) {
          feed(file, input);
          awaitRounds(run);
          run.interrupt();
          assertThat(run.await(PATIENCE)).as(() -> "exit code after Ctrl-C").isZero();
          assertThat(run.err())
              .last()
              .asString()
              .contains("everything is committed")
              .contains("%,d rounds, %,d examples".formatted(ROUNDS, 2 * ROUNDS * MINI_EPOCH));
          said = run.out();
          seen = watchToTheEnd(watch);
        }
      }
      table = TestTerminal.execute("watch", "-c", file.toString(), "--once");
      for (String topic : List.of("examples", "task-weights", "evaluations", "checkpoints")) {
        topics.put(topic, CommittedTopic.read(broker.bootstrapServers(), "live." + topic));
      }
    }
  }

  private static Path configurationFile(Path folder, LiveInput input, String servers)
      throws IOException {
    String rest =
        """
        training: {miniEpoch: %d, batchSize: 32, optimizer: {learningRate: 0.1}}
        rounds: {by: count, wait: all}
        weighting: {alpha: {steps: 3}}
        publish: {everyRounds: %d}
        flink: {checkpointInterval: 2s}
        kafka: {bootstrapServers: "%s"}
        """;
    return Files.writeString(
        folder.resolve("live.yaml"),
        input.configuration() + rest.formatted(MINI_EPOCH, PUBLISH, servers));
  }

  private static void feed(Path file, LiveInput input) {
    List<String> arguments = new ArrayList<>(List.of("feed", "-c", file.toString()));
    arguments.addAll(input.feedArguments());
    TestTerminal.Result result = TestTerminal.execute(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static void awaitCommitted(JavaProcess run, String servers) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (CommittedTopic.read(servers, "live.task-weights").isEmpty()) {
      pause(run, deadline);
    }
  }

  private static void awaitRounds(JavaProcess run) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (run.out().size() < ROUNDS) {
      pause(run, deadline);
    }
  }

  /** What a watcher printed by the time that it had printed the last round. */
  private List<String> watchToTheEnd(JavaProcess watch) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!watch.out().contains(said.get(said.size() - 1))) {
      pause(watch, deadline);
    }
    watch.interrupt();
    assertThat(watch.await(PATIENCE)).as(() -> "exit code of watch after Ctrl-C").isZero();
    return watch.out();
  }

  private static void pause(JavaProcess run, long deadline) throws Exception {
    assertThat(run.process().isAlive() && System.nanoTime() < deadline)
        .as(() -> "still on its way: " + run.errFile())
        .isTrue();
    Thread.sleep(50);
  }

  @Test
  void everyRoundIsCommittedOnceAndInOrder() throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = topic("task-weights");
    assertThat(records).extracting(record -> new String(record.value(), UTF_8)).isEqualTo(said);
    assertThat(records).extracting(record -> new String(record.key(), UTF_8)).containsOnly("live");
    Map<String, Double> weights = new HashMap<>(Map.of("left", 1.0, "right", 1.0));
    long round = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode line = JSON.readTree(record.value());
      assertThat(line.required("round").longValue()).isEqualTo(++round);
      assertThat(line.required("model").textValue()).isEqualTo("live");
      assertThat(line.required("method").textValue()).isEqualTo("alphavil");
      assertThat(line.required("target").textValue()).isEqualTo("left");
      assertThat(line.required("generation").longValue()).isZero();
      assertThat(line.required("run")).isEqualTo(JSON.readTree(said.get(0)).required("run"));
      for (String task : TASKS) {
        JsonNode entry = line.required("tasks").required(task);
        for (String measure :
            List.of("deltaNorm", "cosineToTarget", "contribution", "lossBefore", "lossAfter")) {
          assertThat(entry.required(measure).isNumber()).as(task + " " + measure).isTrue();
        }
        double before = weights.getOrDefault(task, Double.NaN);
        double weight = entry.required("weight").doubleValue();
        assertThat(weight)
            .isCloseTo(before + entry.required("alpha").doubleValue() - 1, within(1e-5));
        weights.put(task, weight);
        assertThat(entry.required("examples").intValue()).isEqualTo(MINI_EPOCH);
      }
      assertThat(line.at("/tasks/left/cosineToTarget").doubleValue()).isCloseTo(1, within(1e-5));
      assertThat(line.at("/dev/lossBefore").isNumber()).isTrue();
      assertThat(line.at("/dev/lossAfter").isNumber()).isTrue();
      assertThat(line.at("/dev/accuracy").isNumber()).isTrue();
      assertThat(line.at("/dev/examples").intValue()).isPositive();
    }
    assertThat(round).isEqualTo(ROUNDS);
  }

  @Test
  void aWatcherSeesEveryCommittedRecordOnce() {
    assertThat(seen).filteredOn(line -> line.contains("\"method\"")).isEqualTo(said);
    assertThat(seen)
        .filteredOn(line -> line.contains("\"split\""))
        .isNotEmpty()
        .isSubsetOf(
            topic("evaluations").stream().map(record -> new String(record.value(), UTF_8)).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void watchShowsTheLastRoundAndACurveOfEachTask() throws IOException {
    assertThat(table.exitCode()).as(table.err()).isZero();
    List<String> lines = table.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("live  round " + ROUNDS + "  alphavil");
    JsonNode last = JSON.readTree(said.get(said.size() - 1));
    for (int i = 0; i < TASKS.size(); i++) {
      double weight = last.at("/tasks/" + TASKS.get(i) + "/weight").doubleValue();
      assertThat(lines.get(i + 2))
          .contains(TASKS.get(i))
          .contains("%.3f".formatted(weight))
          .containsPattern("[▁▂▃▄▅▆▇█]{8}");
    }
  }

  @Test
  void everyScoreIsCommittedOnce() throws IOException {
    Set<List<Object>> seen = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : topic("evaluations")) {
      JsonNode line = JSON.readTree(record.value());
      assertThat(line.required("examples").intValue()).isPositive();
      assertThat(line.required("loss").isNumber()).isTrue();
      assertThat(line.required("accuracy").doubleValue()).isBetween(0.0, 1.0);
      assertThat(seen.add(identity(line))).as("new: " + line).isTrue();
    }
    for (long round = 1; round <= ROUNDS; round++) {
      assertThat(seen).contains(List.of(round, "left", "dev"));
      for (String task : TASKS) {
        assertThat(seen).contains(List.of(round - 1, task, "prequential"));
      }
    }
    assertThat(seen).contains(List.of(newestRound(), "left", "test"));
    assertThat(seen).contains(List.of(newestRound(), "right", "test"));
  }

  private static List<Object> identity(JsonNode line) {
    return List.of(
        line.required("round").longValue(),
        line.required("task").textValue(),
        line.required("split").textValue());
  }

  @Test
  void everyModelIsPublishedWholeWithItsPastAndItsExamples() throws Exception {
    Map<Long, byte[]> files = files();
    assertThat(files.keySet())
        .containsExactlyElementsOf(
            LongStream.iterate(0, r -> r <= newestRound(), r -> r + PUBLISH).boxed().toList());
    String parent = null;
    Map<String, Long> trained = new HashMap<>();
    for (Map.Entry<Long, byte[]> entry : files.entrySet()) {
      PublicSafetensors model = PublicSafetensors.parse(entry.getValue());
      Map<String, String> metadata = model.metadata();
      assertThat(metadata).containsEntry("model", "live").containsEntry("target", "left");
      assertThat(metadata).containsEntry("round", entry.getKey().toString());
      assertThat(metadata).containsEntry("generation", "0").containsKeys("run", "configuration");
      assertThat(metadata.get("configuration")).contains("miniEpoch").doesNotContain("bootstrap");
      assertThat(metadata.get("sha256")).isEqualTo(PublishedFiles.sha256(model.data()));
      assertThat(metadata.get("parent_sha256")).isEqualTo(parent);
      parent = metadata.get("sha256");
      for (JsonNode round : JSON.readTree(metadata.get("lineage"))) {
        for (JsonNode part : round.required("miniEpochs")) {
          for (JsonNode range : part.required("ranges")) {
            assertThat(range.required("topic").textValue()).isEqualTo("live.examples");
            String task = part.required("task").textValue();
            trained.merge(task, range.required("examples").longValue(), Long::sum);
          }
        }
      }
      if (entry.getKey() > 0) {
        JsonNode round =
            JSON.readTree(topic("task-weights").get((int) (entry.getKey() - 1)).value());
        JsonNode weights = JSON.readTree(metadata.get("task_weights"));
        assertThat(weights.required("right").doubleValue())
            .isCloseTo(round.at("/tasks/right/weight").doubleValue(), within(1e-6));
        assertThat(JSON.readTree(metadata.get("dev_score")).required("loss").doubleValue())
            .isEqualTo(round.at("/dev/lossAfter").doubleValue());
      }
    }
    long each = newestRound() * MINI_EPOCH;
    assertThat(trained).isEqualTo(Map.of("left", each, "right", each));
  }

  @Test
  void theNewestModelScoresOutsideTheJobWhatItScoredInside() throws Exception {
    PublicSafetensors model = PublicSafetensors.parse(files().lastEntry().getValue());
    assertThat(model.layout().tensors())
        .allSatisfy(t -> assertThat(t.name()).matches("(trunk|head\\.(left|right))\\..+\\.[Wb]"));
    for (int task = 0; task < TASKS.size(); task++) {
      JsonNode inside = testScore(TASKS.get(task));
      List<Example> tests = tests(task);
      int scored = inside.required("examples").intValue();
      assertThat(scored).isBetween(LiveInput.TEST, tests.size());
      StraightLineNetwork network = new StraightLineNetwork(configuration, model.layout(), task);
      network.load(model.values());

      // A round scores the test examples that had come by then.
      Score outside = network.score(tests.subList(0, scored), LabelScale.NONE);

      System.out.printf(
          "%s: test accuracy %.4f outside the job, %.4f inside, %d inputs of %d%n",
          TASKS.get(task),
          outside.value(),
          inside.required("accuracy").doubleValue(),
          scored,
          tests.get(0).features().length);
      assertThat(outside.value())
          .isCloseTo(inside.required("accuracy").doubleValue(), within(5e-5));
      assertThat(outside.loss()).isCloseTo(inside.required("loss").doubleValue(), within(5e-5));
    }
  }

  private JsonNode testScore(String task) throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : topic("evaluations")) {
      JsonNode line = JSON.readTree(record.value());
      if (identity(line).equals(List.of(newestRound(), task, "test"))) {
        return line;
      }
    }
    throw new AssertionError("no test score of " + task);
  }

  /** All test examples of a task in the order of the log. */
  private List<Example> tests(int task) {
    ExampleDecoder decoder = new ExampleDecoder(configuration);
    List<Example> tests = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topic("examples")) {
      Decoded decoded = decoder.decode(RawRecord.of(record));
      assertThat(decoded).isInstanceOf(Decoded.Examples.class);
      for (Example example : ((Decoded.Examples) decoded).examples()) {
        if (example.task() == task && example.split() == Split.TEST) {
          tests.add(example);
        }
      }
    }
    return tests;
  }

  private static long newestRound() {
    return ROUNDS / PUBLISH * PUBLISH;
  }

  private List<ConsumerRecord<byte[], byte[]>> topic(String name) {
    return topics.getOrDefault(name, List.of());
  }

  private NavigableMap<Long, byte[]> files() {
    return PublishedFiles.assemble(topic("checkpoints"));
  }
}
