package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four tasks, so that at every parallelism up to four each subtask has one. */
class RescaleIT {

  private static final long START = 1_700_000_000_000L;
  private static final List<Integer> PARALLELISM = List.of(1, 2, 4, 1);
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{by: target, idleAfter: 0s}",
        "{by: count, wait: all}",
        "{by: time, span: 100ms, lateness: 0s, idleAfter: 0s}"
      })
  @Timeout(300)
  void givesTheSameBitsHoweverOftenTheParallelismChanges(String rounds) throws Exception {
    TestStream stream = FourTasks.stream(1_600, 3);
    String name = "rescaled-" + rounds.length();
    RoundsLog undisturbed =
        undisturbed(configuration("whole-" + rounds.length(), rounds, 2), stream);
    long last = undisturbed.last().round() - 2;
    assertThat(last).isGreaterThan(8);

    TopicCreator.create(configuration(name, rounds, 1).kafka());
    String savepoint = null;
    int parts = PARALLELISM.size();
    for (int part = 0; part < parts; part++) {
      int from = part * stream.lines().size() / parts;
      int to = (part + 1) * stream.lines().size() / parts;
      Configuration configuration = configuration(name, rounds, PARALLELISM.get(part));
      FourTasks.feed(stream.part(from, to), configuration, START + from);
      savepoint =
          runUntil(
              last * (part + 1) / parts - (part + 1 < parts ? 1 : 0), configuration, savepoint);
    }

    RoundsLog log = RoundsLog.read(configuration(name, rounds, 1));
    assertThat(log.last().generation()).isEqualTo(parts - 1);
    assertThat(log.headers()).extracting(RoundHeader::run).containsOnly(log.last().run());
    for (long round = 0; round <= last; round++) {
      assertThat(log.parameters().get(round))
          .as("round " + round)
          .isNotNull()
          .isEqualTo(undisturbed.parameters().get(round));
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

  private static RoundsLog undisturbed(Configuration configuration, TestStream stream)
      throws Exception {
    TopicCreator.create(configuration.kafka());
    FourTasks.feed(stream, configuration, START);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
  }

  private static Configuration configuration(String name, String rounds, int parallelism) {
    return FourTasks.configuration(
        name, rounds, parallelism, KAFKA.bootstrapServers(), folder.resolve("checkpoints-" + name));
  }
}
