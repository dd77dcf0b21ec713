package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Gap;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHistory;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint whose transactions were prepared, not committed, when the job went away. */
class GapIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  @Timeout(180)
  void commitsWhatWasPreparedWhenTheJobComesBackInTime() throws Exception {
    Configuration configuration = configuration("in-time", 600_000);
    String savepoint = leavePrepared(configuration);
    stopAfter(3, configuration, savepoint);
    List<TaskWeightsRecord> seen = committed(configuration);
    assertThat(seen)
        .extracting(TaskWeightsRecord::round)
        .isEqualTo(LongStream.rangeClosed(1, seen.size()).boxed().toList());
    assertThat(missing(configuration, seen)).isEmpty();
  }

  @Test
  @Timeout(180)
  void tellsOnceOfTheRoundsThatWereLostWhenItComesBackTooLate() throws Exception {
    Configuration configuration = configuration("too-late", 10_000);
    String savepoint = leavePrepared(configuration);
    awaitAbort(configuration);
    List<TaskWeightsRecord> before = committed(configuration);
    try (JobRun run = JobRun.submit(configuration, new JobOptions(false, folder, savepoint))) {
      run.follow(
          new Fed(
              configuration,
              finished -> {
                if (finished.gap() != null) {
                  run.stop();
                }
              }));
    }
    List<TaskWeightsRecord> seen = committed(configuration);
    long lastBefore = before.get(before.size() - 1).round();
    long restored = seen.get(before.size()).round() - 1;
    assertThat(restored).isGreaterThan(lastBefore);
    assertThat(seen)
        .extracting(TaskWeightsRecord::gap)
        .filteredOn(Objects::nonNull)
        .containsExactly(new Gap(lastBefore + 1, restored));
    assertThat(missing(configuration, seen)).isEmpty();
    List<TaskWeightsRecord> untold = seen.stream().map(record -> record.withGap(null)).toList();
    RoundHistory history = new RoundHistory();
    untold.forEach(history::add);
    assertThat(history.missing(restored)).isNotEmpty();
  }

  private static List<Gap> missing(Configuration configuration, List<TaskWeightsRecord> seen) {
    TaskWeightsRecord last = seen.get(seen.size() - 1);
    return new CommittedRounds(configuration.kafka()).missing(last.run(), last.round());
  }

  /**
   * Tells of finished rounds, and sees that there are some: how many a job runs before it is
   * stopped or saved depends on the machine.
   */
  private record Fed(Configuration configuration, Consumer<TaskWeightsRecord> listener)
      implements RoundListener {
    @Override
    public void onRound(RoundHeader header) {
      if (header.finished() != null) {
        listener.accept(header.finished());
      }
    }

    @Override
    public void onWaiting(WaitingRecord waiting) {
      try {
        TestStream.of(150, System.nanoTime()).feed(configuration, System.currentTimeMillis());
      } catch (Exception failure) {
        throw new AssertionError(failure);
      }
    }
  }

  /** Rounds that are committed, then rounds that are only prepared, and a job that is gone. */
  private static String leavePrepared(Configuration configuration) throws Exception {
    TopicCreator.create(configuration.kafka());
    TestStream.of(1_500, 9).feed(configuration, START);
    String committed = stopAfter(3, configuration, null);
    UncheckpointedJob job = UncheckpointedJob.start(configuration, folder, committed);
    String[] savepoint = new String[1];
    try (JobRun run = job.run()) {
      run.follow(
          new Fed(
              configuration,
              finished -> {
                savepoint[0] = save(job);
                throw new Gone();
              }));
    } catch (Gone expected) {
      // closing has cancelled the job
    }
    return Objects.requireNonNull(savepoint[0]);
  }

  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static String save(UncheckpointedJob job) {
    try {
      return job.savepoint();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Until the broker has given up every transaction of the job's. */
  private static void awaitAbort(Configuration configuration) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", configuration.kafka().bootstrapServers()))) {
      while (admin.listTransactions().all().get().stream()
          .filter(listing -> listing.transactionalId().startsWith("too-late"))
          .anyMatch(listing -> listing.state() == TransactionState.ONGOING)) {
        Thread.sleep(100);
      }
    }
  }

  private static String stopAfter(
      long rounds, Configuration configuration, @Nullable String restoreFrom) {
    try (JobRun run = JobRun.submit(configuration, new JobOptions(false, folder, restoreFrom))) {
      AtomicLong seen = new AtomicLong();
      run.follow(
          new Fed(
              configuration,
              finished -> {
                if (seen.incrementAndGet() >= rounds) {
                  run.stop();
                }
              }));
      return Objects.requireNonNull(run.savepoint());
    }
  }

  private static List<TaskWeightsRecord> committed(Configuration configuration) {
    List<TaskWeightsRecord> records = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).taskWeights(),
        record -> records.add(Json.read(record.value(), TaskWeightsRecord.class)));
    return records;
  }

  private static Configuration configuration(String name, long transactionTimeout) {
    Path checkpoints = folder.resolve("checkpoints-" + name);
    String text =
        TestStream.text(name, "{by: target}", 2, KAFKA.bootstrapServers(), checkpoints)
            .replace(
                "kafka: {",
                "kafka: {properties: {transaction.timeout.ms: \"" + transactionTimeout + "\"}, ");
    return ConfigurationFile.parse(text, "test.yaml", folder, Map.of());
  }
}
