package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run that joins late labels is torn down while features and labels wait, and goes on at another
 * parallelism.
 */
class JoinRecoveryIT {

  private static final long START = 1_700_000_000_000L;
  private static final int EXAMPLES = 3_000;
  private static final int FEATURES = 0; // partitions
  private static final int LABELS = 1;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  /**
   * With event time at a standstill, for labels are behind, no watermark tells what has arrived
   * since the last one: only the checkpoint does.
   */
  @ParameterizedTest
  @CsvSource({"2, 1, true", "1, 3, false"})
  @Timeout(240)
  void countsAndLearnsAsIfNothingHadHappened(int before, int after, boolean standing)
      throws Exception {
    TestStream stream = LateStream.of(EXAMPLES, 21);
    int all = stream.lines().size();
    Configuration whole = configuration("whole-" + before, after);
    TopicCreator.create(whole.kafka());
    stream.feed(whole, START, LateStream::partition);
    RoundsLog undisturbed = toTheEnd(whole, JobOptions.toTheEnd());
    long rounds = undisturbed.last().round();
    assertThat(rounds).isGreaterThan(15);

    Configuration crashing = configuration("torn-" + before, before);
    Path checkpoints = folder.resolve("checkpoints-torn-" + before);
    TopicCreator.create(crashing.kafka());
    feed(stream, 0, all / 2, crashing);
    try (JobRun torn = JobRun.submit(crashing, JobOptions.endless())) {
      awaitRound(rounds / 4, crashing);
      Checkpoints.await(checkpoints, Checkpoints.await(checkpoints));
      // What follows the newest checkpoint is torn away.
      feed(stream, all / 2, 3 * all / 4, crashing);
      awaitRound(rounds / 2 + 1, crashing);
      if (standing) {
        feed(stream, 3 * all / 4, all, crashing, FEATURES);
        // The next one may have begun before.
        String next = Checkpoints.await(checkpoints, Checkpoints.await(checkpoints));
        Checkpoints.await(checkpoints, next);
      }
    }
    String checkpoint = Checkpoints.await(checkpoints);
    RoundHeader last = RoundsLog.read(crashing).last();
    assertThat(joins(last).waitingFeatures()).isGreaterThan(50);
    assertThat(last.round()).isLessThan(rounds - 2);
    feed(stream, 3 * all / 4, all, crashing, LABELS);
    if (!standing) {
      feed(stream, 3 * all / 4, all, crashing, FEATURES);
    }
    RoundsLog log =
        toTheEnd(configuration("torn-" + before, after), new JobOptions(true, null, checkpoint));

    assertThat(log.last().generation()).isPositive(); // stopping a bounded run may take a restart
    Joins joins = joins(log.last());
    assertThat(joins).isEqualTo(joins(undisturbed.last()));
    assertThat(joins.features()).isEqualTo(EXAMPLES);
    assertThat(joins.waitingFeatures()).isZero();
    assertThat(joins.waitingLabels()).isZero();
    assertThat(joins.withoutLabel()).isGreaterThan(100);
    assertThat(joins.withoutFeatures()).isGreaterThan(20);
    assertThat(joins.joined() + joins.withoutFeatures()).isEqualTo(all - EXAMPLES);
    assertThat(log.last().counters()).isEqualTo(undisturbed.last().counters());
    for (TaskCounters c : log.last().counters().values()) {
      assertThat(c.trained() + c.dev() + c.test() + c.dropped() + c.rejected() + c.late())
          .isEqualTo(c.received());
    }
    assertThat(log.last().round()).isEqualTo(rounds);
    for (long round = 0; round <= rounds; round++) {
      assertThat(log.parameters().get(round))
          .as("round " + round)
          .isNotNull()
          .isEqualTo(undisturbed.parameters().get(round));
    }
  }

  private static Joins joins(RoundHeader header) {
    return Objects.requireNonNull(header.joins());
  }

  private static void awaitRound(long round, Configuration configuration) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    RoundsLog log = RoundsLog.read(configuration);
    while (log.headers().isEmpty() || log.last().round() < round) {
      assertThat(System.nanoTime()).as("reached of round " + round).isLessThan(deadline);
      Thread.sleep(50);
      log = RoundsLog.read(configuration);
    }
  }

  private static void feed(TestStream stream, int from, int to, Configuration configuration)
      throws Exception {
    stream.part(from, to).feed(configuration, START + from, LateStream::partition);
  }

  /** The records of one partition only. */
  private static void feed(
      TestStream stream, int from, int to, Configuration configuration, int partition)
      throws Exception {
    stream
        .part(from, to)
        .feed(
            configuration,
            START + from,
            line -> LateStream.partition(line) == partition ? partition : -1);
  }

  private static RoundsLog toTheEnd(Configuration configuration, JobOptions options) {
    try (JobRun run = JobRun.submit(configuration, options)) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static Configuration configuration(String name, int parallelism) {
    return LateStream.configuration(
        name, parallelism, KAFKA.bootstrapServers(), folder.resolve("checkpoints-" + name));
  }
}
