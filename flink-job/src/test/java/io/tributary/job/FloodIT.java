package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One task says nothing for long while another says much. */
@Timeout(180)
class FloodIT {

  private static final int MINI_EPOCH = 40;
  private static final long START = System.currentTimeMillis() - 3_600_000;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void roundsGoOnWithoutASilentTaskAndTakeItBackWhenItReturns() throws Exception {
    Configuration configuration = configuration("returns", "{by: count, wait: 1s}", 2, "all");
    TopicCreator.create(configuration.kafka());
    TestStream stream = TestStream.of(1_500, 9);
    stream.only("main").feed(configuration, START);
    List<RoundHeader> headers = new ArrayList<>();
    try (JobRun run = JobRun.submit(configuration, JobOptions.endless())) {
      run.follow(
          header -> {
            headers.add(header);
            if (header.round() == 2) {
              feed(configuration, stream.only("side"));
            }
            if (header.consumed().getOrDefault("side", 0L) >= 2) {
              run.stop();
            }
          });
    }
    RoundHeader last = headers.get(headers.size() - 1);
    Map<String, Long> consumed = last.consumed();
    assertThat(consumed.getOrDefault("main", 0L) - consumed.getOrDefault("side", 0L))
        .as("rounds without the silent task")
        .isGreaterThanOrEqualTo(2);
    assertThat(Objects.requireNonNull(last.finished()).tasks())
        .hasEntrySatisfying("side", entry -> assertThat(entry.alpha()).isNotNull())
        .hasEntrySatisfying("main", entry -> assertThat(entry.alpha()).isNotNull());
    for (TaskCounters counters : last.counters().values()) {
      assertThat(counters.dropped()).isZero();
    }
  }

  @Test
  void givesTheOldestMiniEpochsUpWhenTooManyExamplesWait() throws Exception {
    int bound = 130;
    // One trainer, and one partition: the flood is over when the silent task begins to speak.
    Configuration configuration =
        configuration("flood", "{by: count, wait: all}", 1, String.valueOf(bound));
    TopicCreator.create(configuration.kafka());
    TestStream stream = TestStream.of(3_000, 10);
    stream.only("main").feed(configuration, START);
    stream.only("side").part(0, 120).feed(configuration, START + 10_000);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    RoundsLog log = RoundsLog.read(configuration);
    RoundHeader second =
        log.headers().stream().filter(header -> header.round() == 2).findFirst().orElseThrow();
    TaskCounters flooded = Objects.requireNonNull(second.counters().get("main"));
    assertThat(flooded.dropped()).isPositive().matches(n -> n % MINI_EPOCH == 0);
    assertThat(flooded.pending()).isLessThanOrEqualTo(bound + MINI_EPOCH);
    TaskCounters main = Objects.requireNonNull(log.last().counters().get("main"));
    TaskCounters side = Objects.requireNonNull(log.last().counters().get("side"));
    assertThat(log.last().phase()).isEqualTo(Phase.DONE);
    assertThat(log.last().round()).isEqualTo(2); // the silent task has no more
    assertThat(main.trained()).isEqualTo(2 * MINI_EPOCH);
    assertThat(side.trained()).isEqualTo(2 * MINI_EPOCH);
    for (TaskCounters c : List.of(main, side)) {
      assertThat(c.trained() + c.dev() + c.test() + c.dropped()).isEqualTo(c.received());
    }
    assertThat(side.dropped()).as("only what was left at the end").isLessThan(MINI_EPOCH);
  }

  private static void feed(Configuration configuration, TestStream stream) {
    try {
      stream.feed(configuration, START + 5_000);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static Configuration configuration(
      String name, String rounds, int parallelism, String pending) {
    Path checkpoints = folder.resolve("checkpoints-" + name);
    String text =
        TestStream.text(name, rounds, parallelism, KAFKA.bootstrapServers(), checkpoints)
            .replace("miniEpoch: 40", "miniEpoch: 40, pending: " + pending);
    return ConfigurationFile.parse(text, "test.yaml", checkpoints, Map.of());
  }
}
