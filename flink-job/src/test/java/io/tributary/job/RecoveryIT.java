package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a run was stopped or torn down in the middle of, it goes on with. */
class RecoveryIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void goesOnFromASavepointAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    TestStream stream = TestStream.of(3_000, 5);
    RoundsLog undisturbed = undisturbed("undisturbed-1", stream);
    long last = undisturbed.last().round() - 2;

    Configuration disturbed = configuration("saved", 2);
    TopicCreator.create(disturbed.kafka());
    stream.part(0, 1_500).feed(disturbed, START);
    String savepoint = runUntil(5, disturbed, null);
    stream.part(1_500, 3_000).feed(disturbed, START + 1_500);
    runUntil(last, configuration("saved", 1), savepoint);

    RoundsLog log = RoundsLog.read(disturbed);
    assertThat(log.last().generation()).isEqualTo(1);
    assertThat(log.headers()).extracting(RoundHeader::run).containsOnly(log.last().run());
    assertThat(log.parameters().get(last)).isEqualTo(undisturbed.parameters().get(last));
  }

  /** Flink keeps no watermark: what was read before must not wait for what is never said. */
  @Test
  @Timeout(180)
  void goesOnWithWhatItHadReadWhenNothingMoreIsSaid() throws Exception {
    TestStream stream = TestStream.of(3_000, 8);
    RoundsLog undisturbed = undisturbed("undisturbed-4", stream);
    long last = undisturbed.last().round() - 2;

    Configuration silent = neverIdle("silent", 2);
    TopicCreator.create(silent.kafka());
    stream.feed(silent, START);
    String savepoint = stopOnceRead(3_000, silent);
    assertThat(RoundsLog.read(silent).last().round()).isLessThan(last);
    runUntil(last, neverIdle("silent", 1), savepoint);

    RoundsLog log = RoundsLog.read(silent);
    assertThat(log.last().generation()).isEqualTo(1);
    assertThat(log.parameters().get(last)).isEqualTo(undisturbed.parameters().get(last));
  }

  @Test
  void comesThroughACrashWithoutARoundLostOrDoubled() throws Exception {
    TestStream stream = TestStream.of(3_000, 6);
    RoundsLog undisturbed = undisturbed("undisturbed-2", stream);
    long last = undisturbed.last().round() - 2;

    Configuration crashing = configuration("crashing", 2);
    TopicCreator.create(crashing.kafka());
    stream.part(0, 1_500).feed(crashing, START);
    JobRun torn = JobRun.submit(crashing, JobOptions.endless());
    Checkpoints.await(folder.resolve("checkpoints-crashing"));
    // What follows the newest checkpoint is torn away with whatever was not committed.
    stream.part(1_500, 1_900).feed(crashing, START + 1_500);
    Thread.sleep(300);
    torn.close();
    String checkpoint = Checkpoints.await(folder.resolve("checkpoints-crashing"));
    stream.part(1_900, 3_000).feed(crashing, START + 1_900);
    runUntil(last, crashing, checkpoint);

    RoundsLog log = RoundsLog.read(crashing);
    assertThat(log.last().generation()).isEqualTo(1);
    assertThat(log.parameters().get(last)).isEqualTo(undisturbed.parameters().get(last));
    List<Long> committed = committedRounds(crashing);
    assertThat(committed)
        .isEqualTo(LongStream.rangeClosed(1, committed.size()).boxed().toList())
        .hasSizeGreaterThanOrEqualTo((int) last);
  }

  @Test
  @Timeout(120)
  void comesToTheEndOfABoundedInputFromASavepointToo() throws Exception {
    TestStream stream = TestStream.of(3_000, 7);
    RoundsLog undisturbed = undisturbed("undisturbed-3", stream);

    Configuration bounded = configuration("bounded", 2);
    TopicCreator.create(bounded.kafka());
    stream.feed(bounded, START);
    String savepoint = stopAfter(5, bounded, new JobOptions(true, folder, null));
    try (JobRun run = JobRun.submit(bounded, new JobOptions(true, null, savepoint))) {
      run.follow(header -> {});
    }

    RoundsLog log = RoundsLog.read(bounded);
    assertThat(log.last().phase()).isEqualTo(Phase.DONE);
    assertThat(log.last().generation()).isPositive();
    assertThat(log.last().counters()).isEqualTo(undisturbed.last().counters());
    assertThat(log.lastParameters()).isNotEmpty().isEqualTo(undisturbed.lastParameters());
    assertThat(committedRounds(bounded))
        .isEqualTo(LongStream.rangeClosed(1, log.last().round()).boxed().toList());
  }

  private static List<Long> committedRounds(Configuration configuration) {
    List<Long> rounds = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).taskWeights(),
        record -> rounds.add(Json.read(record.value(), TaskWeightsRecord.class).round()));
    return rounds;
  }

  /** Runs without an end until a round is reached, and leaves a savepoint. */
  private static String runUntil(long round, Configuration configuration, @Nullable String from) {
    return stopAfter(round, configuration, new JobOptions(false, folder, from));
  }

  /** Leaves a savepoint once so many examples were read. */
  private static String stopOnceRead(long examples, Configuration configuration) {
    return stopWhen(
        header ->
            header.counters().values().stream().mapToLong(TaskCounters::received).sum() >= examples,
        configuration,
        new JobOptions(false, folder, null));
  }

  private static String stopAfter(long round, Configuration configuration, JobOptions options) {
    return stopWhen(header -> header.round() >= round, configuration, options);
  }

  private static String stopWhen(
      Predicate<RoundHeader> reached, Configuration configuration, JobOptions options) {
    try (JobRun run = JobRun.submit(configuration, options)) {
      run.follow(
          header -> {
            if (reached.test(header)) {
              run.stop();
            }
          });
      return Objects.requireNonNull(run.savepoint());
    }
  }

  private static RoundsLog undisturbed(String name, TestStream stream) throws Exception {
    Configuration configuration = configuration(name, 2);
    TopicCreator.create(configuration.kafka());
    stream.feed(configuration, START);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static Configuration neverIdle(String name, int parallelism) {
    return TestStream.configuration(
        name,
        "{by: target, idleAfter: 0s}",
        parallelism,
        KAFKA.bootstrapServers(),
        folder.resolve("checkpoints-" + name));
  }

  private static Configuration configuration(String name, int parallelism) {
    return TestStream.configuration(
        name,
        "{by: target}",
        parallelism,
        KAFKA.bootstrapServers(),
        folder.resolve("checkpoints-" + name));
  }
}
