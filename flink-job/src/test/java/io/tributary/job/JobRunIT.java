package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunIT {

  private static final String BY_TARGET = "{by: target}";
  private static final String BY_COUNT = "{by: count, wait: all}";
  private static final long START = System.currentTimeMillis() - 3_600_000;
  private static EmbeddedKafka kafka;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

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
    assertThat(actual.last().rejected().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(bad.size());
    assertThat(expected.last().rejected()).isEmpty();
  }

  @Test
  void goesOnFromASavepointAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    TestStream stream = TestStream.of(3_000, 5);
    RoundsLog undisturbed = run(configuration("undisturbed", BY_TARGET, 2), stream);
    long last = undisturbed.last().round() - 2;

    Configuration disturbed = configuration("disturbed", BY_TARGET, 2);
    TopicCreator.create(disturbed.kafka());
    stream.part(0, 1_500).feed(disturbed, START);
    String savepoint = runUntil(5, disturbed, null);
    stream.part(1_500, 3_000).feed(disturbed, START + 1_500);
    runUntil(last, configuration("disturbed", BY_TARGET, 1), savepoint);

    RoundsLog log = RoundsLog.read(disturbed);
    assertThat(log.last().generation()).isEqualTo(1);
    assertThat(log.headers()).extracting(RoundHeader::run).containsOnly(log.last().run());
    assertThat(log.parameters().get(last)).isEqualTo(undisturbed.parameters().get(last));
  }

  /** Runs without an end until a round is reached, and leaves a savepoint. */
  private static String runUntil(long round, Configuration configuration, @Nullable String from) {
    try (JobRun run = JobRun.submit(configuration, new JobOptions(false, folder, from))) {
      run.follow(
          header -> {
            if (header.round() >= round) {
              run.stop();
            }
          });
      return Objects.requireNonNull(run.savepoint());
    }
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
    String text =
        TestStream.CONFIGURATION.formatted(name, rounds, parallelism, kafka.bootstrapServers());
    return ConfigurationFile.parse(text, "test.yaml", folder, Map.of());
  }
}
