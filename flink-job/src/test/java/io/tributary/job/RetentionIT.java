package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rule 5 of the round protocol: a run does not skip examples that the broker has deleted. */
@Timeout(300)
class RetentionIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;
  private static final int HALF = 1_500;
  private static final int ALL = 3_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void failsInOneClearLineWhenExamplesItStillNeedsAreGone() throws Exception {
    Configuration configuration = configuration("gone");
    String savepoint = halfway(configuration);
    long round = RoundsLog.read(configuration).last().round();
    deleteBefore(HALF + 500, configuration);

    JobException failure =
        catchThrowableOfType(
            JobException.class, () -> runUntil(round + 3, configuration, savepoint));

    assertThat(failure).isNotNull();
    assertThat(failure)
        .hasMessageMatching(
            "the job failed: Kafka no longer has offset \\d+ of gone\\.examples-0, from which the"
                + " run must go on: examples that it still needs were deleted");
    assertThat(RoundsLog.read(configuration).last().round()).isEqualTo(round);
  }

  /** Stops after the first half, and feeds the second. */
  private static String halfway(Configuration configuration) throws Exception {
    TestStream stream = TestStream.of(ALL, 8);
    TopicCreator.create(configuration.kafka());
    stream.part(0, HALF).feed(configuration, START);
    String savepoint = runUntil(5, configuration, null);
    stream.part(HALF, ALL).feed(configuration, START + HALF);
    return savepoint;
  }

  private static void deleteBefore(long offset, Configuration configuration) throws Exception {
    TopicPartition examples =
        new TopicPartition(configuration.kafka().namespace() + ".examples", 0);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", configuration.kafka().bootstrapServers()))) {
      admin.deleteRecords(Map.of(examples, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

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

  private static Configuration configuration(String name) {
    return TestStream.configuration(
        name, "{by: target}", 1, KAFKA.bootstrapServers(), folder.resolve("checkpoints-" + name));
  }
}
