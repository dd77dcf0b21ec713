package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.checkpoint.CheckpointId;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHistory;
import io.tributary.connectors.record.TaskWeightsRecord;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rule 4 of the round protocol: a savepoint is restored again after later rounds were published.
 */
class OlderSavepointIT {

  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  @Timeout(300)
  void leavesOneHistoryForReaders() throws Exception {
    TestStream stream = TestStream.of(3_000, 4);
    Configuration whole = configuration("whole", 4);
    RoundsLog undisturbed = undisturbed(whole, stream);
    long last = undisturbed.last().round() - 2;
    Configuration sixth = configuration("older", 6);
    Configuration fourth = configuration("older", 4);

    TopicCreator.create(sixth.kafka());
    stream.part(0, 1_500).feed(sixth, START);
    String older = runUntil(6, sixth, null);
    stream.part(1_500, 2_700).feed(sixth, START + 1_500);
    runUntil(18, sixth, older); // these rounds become void
    assertThat(checkpoints(sixth)).contains(id(sixth, 1, 12), id(sixth, 1, 18));
    String newer = runUntil(18, fourth, older);

    // Round 18 has a checkpoint of the generation that counts no more.
    assertThat(new CheckpointReader(fourth.kafka()).newest().id()).isEqualTo(id(fourth, 2, 16));
    assertThat(checkpoints(fourth))
        .extracting(CheckpointId::generation)
        .doesNotContain(1L)
        .contains(0L, 2L);
    assertThat(new CheckpointReader(fourth.kafka()).rounds()).doesNotHaveDuplicates();
    assertOneHistory(fourth);

    stream.part(2_700, 3_000).feed(fourth, START + 2_700);
    runUntil(last, fourth, newer);
    RoundsLog log = RoundsLog.read(fourth);
    assertThat(log.last().generation()).isEqualTo(3);
    assertThat(log.headers()).extracting(RoundHeader::run).containsOnly(log.last().run());
    assertThat(log.parameters().get(last)).isEqualTo(undisturbed.parameters().get(last));
    assertThat(sha256(fourth, 16)).isEqualTo(sha256(whole, 16));
    assertOneHistory(fourth);
  }

  /** Each round once, from the first on, when for each the highest generation is taken. */
  private static void assertOneHistory(Configuration configuration) {
    // A round may still be said after the savepoint was taken: it is void as well.
    long restored =
        RoundsLog.read(configuration).headers().stream()
            .filter(header -> header.generation() == 1)
            .mapToLong(RoundHeader::round)
            .min()
            .orElseThrow();
    List<TaskWeightsRecord> committed = new ArrayList<>();
    RoundHistory history = new RoundHistory();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).taskWeights(),
        record -> committed.add(Json.read(record.value(), TaskWeightsRecord.class)));
    committed.forEach(history::add);
    List<TaskWeightsRecord> counting =
        committed.stream()
            .filter(record -> history.counts(record.generation(), record.round()))
            .toList();
    assertThat(counting)
        .extracting(TaskWeightsRecord::round)
        .isEqualTo(LongStream.rangeClosed(1, counting.size()).boxed().toList());
    assertThat(counting).allMatch(record -> record.generation() == 0 == record.round() <= restored);
    assertThat(counting).extracting(TaskWeightsRecord::generation).doesNotContain(1L);
    assertThat(committed)
        .filteredOn(record -> record.generation() == 1)
        .extracting(TaskWeightsRecord::round)
        .contains(restored + 1, 18L);
    assertThat(history.missing(counting.size())).isEmpty();
  }

  private static List<CheckpointId> checkpoints(Configuration configuration) {
    List<CheckpointId> ids = new ArrayList<>();
    new CheckpointReader(configuration.kafka()).forEach(file -> ids.add(file.id()));
    return ids;
  }

  private static CheckpointId id(Configuration configuration, long generation, long round) {
    return new CheckpointId(RoundsLog.read(configuration).last().run(), generation, round);
  }

  private static String sha256(Configuration configuration, long round) {
    return new CheckpointReader(configuration.kafka()).round(round).checkpoint().sha256();
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

  private static RoundsLog undisturbed(Configuration configuration, TestStream stream)
      throws Exception {
    TopicCreator.create(configuration.kafka());
    stream.feed(configuration, START);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static Configuration configuration(String name, int everyRounds) {
    Path checkpoints = folder.resolve("checkpoints-" + name);
    String text =
        TestStream.text(name, "{by: target}", 2, KAFKA.bootstrapServers(), checkpoints)
            .replace("everyRounds: 4", "everyRounds: " + everyRounds);
    return ConfigurationFile.parse(text, "test.yaml", folder, Map.of());
  }
}
