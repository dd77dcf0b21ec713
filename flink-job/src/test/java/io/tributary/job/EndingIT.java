package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run without an end is stopped, and goes on to the end of what its topics hold by then. */
class EndingIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  @Timeout(120)
  void aRunThatHadNoEndComesToOne() throws Exception {
    TestStream stream = TestStream.of(3_000, 9);
    Configuration whole = configuration("whole", 2);
    TopicCreator.create(whole.kafka());
    stream.feed(whole, START);
    toTheEnd(JobOptions.toTheEnd(), whole);
    RoundsLog undisturbed = RoundsLog.read(whole);

    Configuration endless = configuration("endless", 2);
    TopicCreator.create(endless.kafka());
    stream.part(0, 1_500).feed(endless, START);
    String savepoint = stopAfter(5, endless);
    stream.part(1_500, 3_000).feed(endless, START + 1_500);
    toTheEnd(new JobOptions(true, null, savepoint), configuration("endless", 1));

    RoundsLog log = RoundsLog.read(endless);
    assertThat(log.last().phase()).isEqualTo(Phase.DONE);
    assertThat(log.last().generation()).isPositive(); // stopping a bounded run may take a restart
    assertThat(log.last().counters()).isEqualTo(undisturbed.last().counters());
    assertThat(log.lastParameters()).isNotEmpty().isEqualTo(undisturbed.lastParameters());
  }

  @Test
  @Timeout(120)
  void aPartitionThatCameSinceIsReadToo() throws Exception {
    TestStream stream = TestStream.of(2_000, 10);
    Configuration endless = configuration("grown", 2);
    TopicCreator.create(endless.kafka());
    stream.part(0, 1_000).feed(endless, START);
    String savepoint = stopAfter(5, endless);
    grow(endless.kafka().namespace() + ".examples");
    stream.part(1_000, 2_000).feed(endless, START + 1_000, line -> 1);
    toTheEnd(new JobOptions(true, null, savepoint), endless);

    assertThat(
            RoundsLog.read(endless).last().counters().values().stream()
                .mapToLong(TaskCounters::received)
                .sum())
        .isEqualTo(2_000);
  }

  /** Stopped on its way, or all done: either way it would wait for ever. */
  @ParameterizedTest
  @ValueSource(longs = {3, Long.MAX_VALUE})
  @Timeout(60)
  void aRunWithAnEndIsNotContinuedWithoutOne(long stopAfter) throws Exception {
    Configuration bounded = configuration("bounded-" + (stopAfter == 3), 2);
    TopicCreator.create(bounded.kafka());
    TestStream.of(900, 11).feed(bounded, START);
    String savepoint = stopAfter(stopAfter, new JobOptions(true, folder, null), bounded);

    assertThatThrownBy(() -> toTheEnd(new JobOptions(false, null, savepoint), bounded))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "the job failed: the savepoint is of a run to the end of its input (--bounded): go on"
                + " with --bounded, or begin a new run with its model (--from)");
  }

  private static void grow(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      admin
          .createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static String stopAfter(long round, Configuration configuration) {
    return stopAfter(round, new JobOptions(false, folder, null), configuration);
  }

  private static String stopAfter(long round, JobOptions options, Configuration configuration) {
    try (JobRun run = JobRun.submit(configuration, options)) {
      run.follow(
          header -> {
            if (header.round() >= round) {
              run.stop();
            }
          });
      return Objects.requireNonNull(run.savepoint());
    }
  }

  private static void toTheEnd(JobOptions options, Configuration configuration) {
    try (JobRun run = JobRun.submit(configuration, options)) {
      run.follow(header -> {});
    }
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
