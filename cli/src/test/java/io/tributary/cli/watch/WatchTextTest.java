package io.tributary.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.Steered;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.Dev;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.evaluation.Score;
import io.tributary.model.steering.Steering;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTextTest {

  private static final long NOW = 1_000_000;

  @TempDir private Path folder;
  private Topics topics;
  private Watched watched;

  @BeforeEach
  void configure() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            model: {name: shop, input: [2], trunk: [relu]}
            tasks: {buy: {type: binary, target: true}, spend: {type: regression}}
            """);
    Configuration configuration = ConfigurationFile.read(file, Map.of());
    topics = Topics.of(configuration.kafka());
    watched = new Watched(topics, 100);
  }

  @Test
  void theTableHasARowATaskAndIsNeverWiderThanTheTerminal() {
    rounds("run", 0, 1, 40);
    for (int columns : new int[] {30, 80, 100, 140, 250}) {
      List<String> lines = text(columns).table(watched, NOW);
      assertThat(lines)
          .hasSize(4)
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
    List<String> lines = text(140).table(watched, NOW);
    assertThat(lines.get(0))
        .isEqualTo("shop  round 40  alphavil, ahead: learned  buy dev loss 0.4000  7 s ago");
    assertThat(lines.get(2)).contains("buy (target)").contains("1.000").contains("90.0 %");
    assertThat(lines.get(3)).contains("spend").contains("0.400").contains("-0.0100");
    assertThat(lines.get(3)).contains("2.000").containsPattern("[▁▂▃▄▅▆▇█]{20}");
    assertThat(text(60).table(watched, NOW).get(3)).doesNotContainPattern("[▁▂▃▄▅▆▇█]");
    assertThat(text(80).table(watched, NOW).get(3))
        .as("the weights' curve alone")
        .containsPattern("^  spend +\\S+ +[▁▂▃▄▅▆▇█]+ +[^▁▂▃▄▅▆▇█]+$");
  }

  @Test
  void anEarlierRunDoesNotMixWithTheNewest() {
    rounds("old", 0, 1, 40);
    rounds("new", 0, 1, 3);
    score("old", 41);

    assertThat(text(140).line(watched, NOW)).startsWith("shop  round 3  alphavil");
    assertThat(watched.shown().of("spend", RunHistory.Measure.WEIGHT).thinned(100)).hasSize(3);
  }

  @Test
  void beforeTheFirstRoundItSaysSo() {
    assertThat(text(140).table(watched, NOW)).containsExactly("no round yet");
    assertThat(text(0).line(watched, NOW)).isEqualTo("no round yet");
  }

  @Test
  void saysWhichTasksCommandsHaveTakenOut() {
    rounds("one", 0, 1, 3);
    TaskWeightsRecord last = watched.shown().last();
    assertThat(text(140).table(watched, NOW)).noneMatch(line -> line.contains("(paused)"));
    Steering paused = new Steering(null, Set.of("spend"), Set.of(), Map.of(), List.of());
    watched.add(
        record(
            topics.taskWeights(),
            Json.bytes(Objects.requireNonNull(last).withControl(new Steered(paused, List.of())))));
    assertThat(text(140).table(watched, NOW)).anyMatch(line -> line.contains("spend (paused)"));
    Steering retired = new Steering(null, Set.of(), Set.of("spend"), Map.of(), List.of());
    watched.add(
        record(
            topics.taskWeights(), Json.bytes(last.withControl(new Steered(retired, List.of())))));
    assertThat(text(140).table(watched, NOW)).anyMatch(line -> line.contains("spend (retired)"));
  }

  @Test
  void recordsOfOthersAreLeftOut() {
    watched.add(record(topics.taskWeights(), new byte[] {'{'}));
    watched.add(
        record(topics.evaluations(), "null".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(text(140).table(watched, NOW)).containsExactly("no round yet");
  }

  private void rounds(String run, long generation, long from, long to) {
    for (long round = from; round <= to; round++) {
      Map<String, TaskEntry> tasks = new LinkedHashMap<>();
      tasks.put("buy", new TaskEntry(1, 1.0, 0.1, 1.0, 0.02, 16, 0.5, 0.4, null));
      tasks.put("spend", new TaskEntry(round / 100.0, 1.0, 0.1, 0.1, -0.01, 16, 0.5, 0.4, null));
      TaskWeightsRecord record =
          new TaskWeightsRecord(
              "shop",
              run,
              generation,
              round,
              "alphavil",
              "learned",
              "buy",
              tasks,
              new Dev(0.5, 0.4, null, null, 10),
              null);
      watched.add(record(topics.taskWeights(), Json.bytes(record)));
      score(run, round);
    }
  }

  private void score(String run, long round) {
    Score right = new Score(10, 5, Score.Metric.ACCURACY, 9);
    Score off = new Score(10, 5, Score.Metric.RMSE, 40);
    for (EvaluationRecord score :
        List.of(
            EvaluationRecord.of("shop", run, 0, round, "buy", "prequential", right),
            EvaluationRecord.of("shop", run, 0, round, "spend", "prequential", off))) {
      watched.add(record(topics.evaluations(), Json.bytes(score)));
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        0,
        NOW - 7_500,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        new RecordHeaders(),
        java.util.Optional.empty());
  }

  private static WatchText text(int columns) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new WatchText(new Terminal(nowhere, nowhere, columns, false));
  }
}
