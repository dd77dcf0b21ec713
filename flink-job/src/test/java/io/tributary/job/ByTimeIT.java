package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.TimedStream.Timed;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rounds by time, beside windows that a loop over the same records sorted. */
@Timeout(240)
class ByTimeIT {

  private static final long SPAN = 2_000;
  private static final long LATENESS = 700;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void trainsEveryWindowLikeAStraightLineAtAnyParallelism() throws Exception {
    TimedStream stream = TimedStream.of(3_000, 1, (int) LATENESS / 2, 40).withBad(1, 30);
    Configuration configuration = configuration("windows-1", 1, "next");
    StraightLineWindows line = line(configuration, false).sort(stream);
    assertThat(line.late()).as("the stream has late records").hasSizeGreaterThan(20);
    assertThat(line.sizes(0)).as("windows without a target").contains(0);
    assertThat(line.sizes(1)).as("windows without the auxiliary").contains(0);

    RoundsLog log = run(configuration, stream);
    assertLikeTheLine(log, line);
    assertThat(log.last().phase()).isEqualTo(Phase.DONE);
    assertThat(log.last().round()).isEqualTo(line.rounds().size());
    log.last()
        .counters()
        .forEach(
            (task, c) -> {
              assertThat(c.pending()).as(task).isZero();
              assertThat(c.dropped()).as(task).isZero();
            });

    RoundsLog two = run(configuration("windows-2", 2, "next"), stream);
    assertThat(two.lastParameters()).isEqualTo(log.lastParameters());
  }

  @Test
  void setsLateRecordsAsideWhenAskedTo() throws Exception {
    TimedStream stream = TimedStream.of(2_000, 2, (int) LATENESS / 2, 40);
    Configuration configuration = configuration("rejects", 2, "reject");
    StraightLineWindows line = line(configuration, true).sort(stream);

    RoundsLog log = run(configuration, stream);

    assertLikeTheLine(log, line);
    List<String> letters = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        configuration.kafka().namespace() + ".examples.dlq",
        letter -> {
          letters.add(new String(letter.value(), StandardCharsets.UTF_8));
          assertThat(letter.headers().lastHeader("tributary-reason").value())
              .isEqualTo("late".getBytes(StandardCharsets.UTF_8));
        });
    assertThat(letters)
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(line.late().stream().map(Timed::line).toList());
  }

  @Test
  void goesOnFromASavepointAtAnotherParallelism() throws Exception {
    TimedStream stream = TimedStream.of(3_000, 3, (int) LATENESS / 2, 40);
    Configuration configuration = configuration("saved-windows", 1, "next");
    StraightLineWindows line = line(configuration, false).sort(stream);
    TopicCreator.create(configuration.kafka());
    int half = stream.records().size() / 2;
    stream.part(0, half).feed(configuration);
    String savepoint = runUntil(5, configuration, null);
    stream.part(half, stream.records().size()).feed(configuration);
    Configuration wider = configuration("saved-windows", 2, "next");
    // The last windows stay open while nothing says that they are over.
    runUntil(line.rounds().size() - 2, wider, savepoint);

    RoundsLog log = RoundsLog.read(configuration);
    assertThat(log.last().generation()).isEqualTo(1);
    assertLikeTheLine(log, line);
  }

  @Test
  void goesOnWithoutASilentPartitionAndTakesItsRecordsWhenItReturns() throws Exception {
    TimedStream stream = TimedStream.of(2_000, 4, (int) LATENESS / 2, 1_000_000);
    Configuration configuration = configuration("silent", 2, "next");
    TopicCreator.create(configuration.kafka());
    stream
        .only(record -> record.partition() == 0 || record.timestamp() < TimedStream.START + 6_000)
        .feed(configuration);
    TimedStream rest =
        stream.only(
            record -> record.partition() == 1 && record.timestamp() >= TimedStream.START + 6_000);
    assertThat(rest.records()).hasSizeGreaterThan(300);
    List<RoundHeader> headers = new ArrayList<>();
    try (JobRun run = JobRun.submit(configuration, JobOptions.endless())) {
      run.follow(
          header -> {
            headers.add(header);
            if (header.round() == 20) { // far beyond what the silent partition has reached
              feed(
                  configuration,
                  rest.and(0, TimedStream.LENGTH + 5_000).and(1, TimedStream.LENGTH + 5_000));
            }
            if (received(header) >= stream.records().size()) {
              run.stop();
            }
          });
    }
    headers
        .get(headers.size() - 1)
        .counters()
        .forEach(
            (task, c) -> {
              assertThat(c.dropped()).as(task).isZero();
              assertThat(c.trained() + c.dev() + c.test() + c.pending()).isEqualTo(c.received());
            });
  }

  private static void feed(Configuration configuration, TimedStream stream) {
    try {
      stream.feed(configuration);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static long received(RoundHeader header) {
    return header.counters().values().stream().mapToLong(TaskCounters::received).sum();
  }

  private static void assertLikeTheLine(RoundsLog log, StraightLineWindows line) {
    Map<Long, TaskWeightsRecord> finished = new TreeMap<>();
    for (RoundHeader header : log.headers()) {
      if (header.finished() != null) { // the highest generation of a round counts
        finished.put(header.round(), header.finished());
      }
    }
    List<Integer> main = sizes(finished, "main");
    List<Integer> side = sizes(finished, "side");
    int rounds = main.size();
    assertThat(rounds).isGreaterThan(10);
    assertThat(main).isEqualTo(line.sizes(0).subList(0, rounds));
    assertThat(side).isEqualTo(line.sizes(1).subList(0, rounds));
    List<float[]> expected = line.train();
    for (int round = 1; round <= rounds; round++) {
      assertThat(log.parameters().get((long) round))
          .as("round %d", round)
          .isEqualTo(expected.get(round - 1));
    }
  }

  private static List<Integer> sizes(Map<Long, TaskWeightsRecord> rounds, String task) {
    return rounds.values().stream()
        .map(round -> Objects.requireNonNull(round.tasks().get(task), task))
        .map(entry -> (int) entry.examples())
        .toList();
  }

  private static StraightLineWindows line(Configuration configuration, boolean reject) {
    return new StraightLineWindows(configuration, SPAN, LATENESS, reject);
  }

  private static RoundsLog run(Configuration configuration, TimedStream stream) throws Exception {
    TopicCreator.create(configuration.kafka());
    stream.feed(configuration);
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
    return RoundsLog.read(configuration);
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

  private static Configuration configuration(String name, int parallelism, String late) {
    String rounds =
        "{by: time, span: %dms, lateness: %dms, late: %s, idleAfter: 2s}"
            .formatted(SPAN, LATENESS, late);
    Path checkpoints = folder.resolve("checkpoints-" + name);
    String text =
        TestStream.text(name, rounds, parallelism, KAFKA.bootstrapServers(), checkpoints)
            .replace("kafka: {", "kafka: {topics: {partitions: " + TimedStream.PARTITIONS + "}, ");
    return ConfigurationFile.parse(text, "test.yaml", checkpoints, Map.of());
  }
}
