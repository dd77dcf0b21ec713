package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.Checkpoint;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class JobRunIT {

  private static final String BY_TARGET = "{by: target}";
  private static final String BY_COUNT = "{by: count, wait: all}";
  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void countsEveryExampleOnceAndSaysSo() throws Exception {
    TestStream stream = TestStream.of(3_000, 1);
    for (String rounds : List.of(BY_TARGET, BY_COUNT)) {
      Configuration configuration = configuration("counts-" + rounds.length(), rounds, 2);
      RoundHeader last = run(configuration, stream).last();
      assertThat(last.phase()).isEqualTo(Phase.DONE);
      assertThat(last.round()).isGreaterThan(10);
      long main = stream.lines().stream().filter(line -> line.contains("main")).count();
      assertThat(counters(last, "main").received()).isEqualTo(main);
      assertThat(counters(last, "side").received()).isEqualTo(3_000 - main);
      for (TaskCounters c : last.counters().values()) {
        assertThat(c.pending()).isZero();
        assertThat(c.trained() + c.dev() + c.test() + c.dropped()).isEqualTo(c.received());
        assertThat(c.trained()).isPositive();
        assertThat(c.test()).isPositive();
      }
      assertThat(counters(last, "main").dev()).isPositive();
      assertThat(last.scores()).extracting("split").contains("test");
    }
  }

  @Test
  void givesTheSameBitsAtAnyParallelismAndAgain() throws Exception {
    TestStream stream = TestStream.of(2_000, 2);
    for (String rounds : List.of(BY_TARGET, BY_COUNT)) {
      String name = "bits-" + rounds.length();
      float[] one = run(configuration(name + "-1", rounds, 1), stream).lastParameters();
      float[] two = run(configuration(name + "-2", rounds, 2), stream).lastParameters();
      float[] again = run(configuration(name + "-2b", rounds, 2), stream).lastParameters();
      assertThat(two).as(rounds).isEqualTo(one);
      assertThat(again).as(rounds).isEqualTo(one);
    }
  }

  @Test
  void isNotMovedByWhatItRejects() throws Exception {
    TestStream good = TestStream.of(2_000, 3);
    List<String> bad =
        List.of(
            "not json",
            "{\"task\":\"nobody\",\"features\":[1,2,3,4,5,6],\"label\":1}",
            "{\"task\":\"main\",\"features\":[1,2,3],\"label\":1}",
            "{\"task\":\"main\",\"features\":[1,2,3,4,5,6],\"label\":9}",
            "{\"task\":\"main\",\"features\":[1,2,3,4,5,\"x\"],\"label\":1}");
    Configuration clean = configuration("clean", BY_COUNT, 2);
    Configuration dirty = configuration("dirty", BY_COUNT, 2);
    RoundsLog expected = run(clean, good);
    RoundsLog actual = run(dirty, good.with(bad, new Random(4)));
    assertThat(actual.lastParameters()).isEqualTo(expected.lastParameters());
    assertThat(rejected(actual)).isEqualTo(bad.size());
    assertThat(rejected(expected)).isZero();
  }

  @Test
  void goesOnWithoutASilentTaskWhenPatienceRunsOut() throws Exception {
    Configuration configuration = configuration("silent", "{by: count, wait: 1200ms}", 2);
    TopicCreator.create(configuration.kafka());
    TestStream.of(1_000, 6).only("main").feed(configuration, START);
    List<RoundHeader> headers = new ArrayList<>();
    List<String> waited = new ArrayList<>();
    try (JobRun run = JobRun.submit(configuration, JobOptions.endless())) {
      run.follow(
          new RoundListener() {
            @Override
            public void onRound(RoundHeader header) {
              headers.add(header);
              if (header.round() == 2) {
                run.stop();
              }
            }

            @Override
            public void onWaiting(WaitingRecord waiting) {
              waited.add(waiting.task());
            }
          });
    }
    RoundHeader last = headers.get(headers.size() - 1);
    assertThat(last.consumed()).containsEntry("main", 2L).doesNotContainKey("side");
    assertThat(last.finished()).isNotNull();
    assertThat(waited).contains("side");
  }

  @Test
  void isStoppedWhileItsTasksStillStart() {
    Configuration configuration = configuration("early", BY_TARGET, 2);
    try (JobRun run = JobRun.submit(configuration, JobOptions.endless())) {
      run.stop();
      run.follow(header -> {});
      assertThat(run.savepoint()).isNotNull();
    }
  }

  @Test
  void trainsRegressionOnStandardisedLabelsAndScoresInTheirUnits() throws Exception {
    Configuration configuration =
        ConfigurationFile.parse(
            TestStream.text("amounts", BY_TARGET, 2, KAFKA.bootstrapServers(), folder)
                .replace("main: {type: classification, classes: 3,", "main: {type: regression,"),
            "test.yaml",
            folder,
            Map.of());
    TestStream stream = TestStream.of(6_000, 7).withAmounts("main", 500, 100);
    RoundHeader last = run(configuration, stream).last();
    EvaluationRecord test =
        last.scores().stream()
            .filter(score -> score.task().equals("main") && score.split().equals("test"))
            .findFirst()
            .orElseThrow();
    // The labels' own deviation is about 245: half of that takes learning in the right units.
    assertThat(Objects.requireNonNull(test.rmse())).isBetween(1.0, 120.0);
    Checkpoint newest = new CheckpointReader(configuration.kafka()).newest().checkpoint();
    assertThat(Objects.requireNonNull(newest.info().scales().get("main")).mean())
        .isBetween(450.0, 550.0);
  }

  private static long rejected(RoundsLog log) {
    return log.last().counters().values().stream().mapToLong(TaskCounters::rejected).sum();
  }

  private static TaskCounters counters(RoundHeader header, String task) {
    return Objects.requireNonNull(header.counters().get(task), task);
  }

  private static RoundsLog run(Configuration configuration, TestStream stream) throws Exception {
    TopicCreator.create(configuration.kafka());
    stream.feed(configuration, START);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static Configuration configuration(String name, String rounds, int parallelism) {
    return TestStream.configuration(
        name, rounds, parallelism, KAFKA.bootstrapServers(), folder.resolve("checkpoints"));
  }
}
