package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.TimedStream.Timed;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every example that was read is in exactly one of the counts, whenever one looks. */
@Timeout(300)
class CountersIT {

  private static final long SPAN = 2_000;
  private static final long LATENESS = 700;
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();

  @TempDir private static Path folder;

  @Test
  void addUpInSavepointsTakenAtRandomMomentsUnderLoad() throws Exception {
    TimedStream stream = TimedStream.of(12_000, 8, (int) LATENESS / 2, 15).withBad(8, 20);
    Random random = new Random(8);
    Configuration configuration = configuration();
    TopicCreator.create(configuration.kafka());
    int parts = 4;
    int size = stream.records().size() / parts;
    String savepoint = null;
    long received = 0;
    for (int part = 0; part < parts; part++) {
      TimedStream now = stream.part(part * size, (part + 1) * size);
      CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(configuration, now));
      savepoint = runFor(1 + random.nextInt(4), configuration, savepoint);
      feeding.join();

      SavedCounters saved = SavedCounters.read(configuration, savepoint);
      assertThat(saved.offsets()).hasSize(TimedStream.PARTITIONS);
      Map<String, TaskCounters> read = countOf(stream, saved.offsets());
      for (String task : configuration.taskNames()) {
        TaskCounters trainer = saved.trainers().getOrDefault(task, TaskCounters.NONE);
        TaskCounters told = saved.coordinator().getOrDefault(task, TaskCounters.NONE);
        TaskCounters expected = read.getOrDefault(task, TaskCounters.NONE);
        assertThat(told.rejected()).as(task).isEqualTo(expected.rejected());
        assertThat(told.late()).as(task).isEqualTo(expected.late());
        assertAddsUp(trainer.with(told.rejected(), told.late()), expected.received());
        assertAddsUp(told, told.received());
      }
      TaskCounters unknown = saved.coordinator().getOrDefault("", TaskCounters.NONE);
      assertThat(unknown).isEqualTo(read.getOrDefault("", TaskCounters.NONE));
      long sum = saved.offsets().values().stream().mapToLong(Long::longValue).sum();
      assertThat(sum).as("read since the last savepoint").isGreaterThan(received);
      received = sum;
      if (part == parts - 1) {
        TaskCounters main = Objects.requireNonNull(saved.trainers().get("main"));
        assertThat(main.trained()).isPositive();
        assertThat(main.dropped()).isPositive();
        assertThat(unknown.rejected()).isPositive();
        TaskCounters aside = read.getOrDefault("main", TaskCounters.NONE);
        assertThat(aside.late()).isPositive();
        assertThat(aside.rejected()).isPositive();
      }
    }
  }

  private static void assertAddsUp(TaskCounters c, long received) {
    assertThat(
            c.trained() + c.dev() + c.test() + c.dropped() + c.rejected() + c.late() + c.pending())
        .as("%s", c)
        .isEqualTo(received)
        .isEqualTo(c.received());
  }

  /** Received, rejected and late among the records before the offsets; each is one example. */
  private static Map<String, TaskCounters> countOf(TimedStream stream, Map<Integer, Long> offsets) {
    Map<String, TaskCounters> counts = new TreeMap<>();
    for (int partition = 0; partition < TimedStream.PARTITIONS; partition++) {
      long newest = Long.MIN_VALUE;
      long left = offsets.getOrDefault(partition, 0L);
      for (Timed record : stream.records()) {
        if (record.partition() != partition || left-- <= 0) {
          continue;
        }
        newest = Math.max(newest, record.timestamp());
        long end = record.timestamp() - record.timestamp() % SPAN + SPAN;
        String line = record.line();
        boolean garbage = line.equals("not json");
        boolean bad = garbage || line.contains("[1]");
        String task = garbage ? "" : line.contains("\"main\"") ? "main" : "side";
        boolean late = !bad && end <= newest - LATENESS;
        counts.merge(
            task, new TaskCounters(1, 0, 0, 0, 0, bad ? 1 : 0, late ? 1 : 0, 0), CountersIT::sum);
      }
    }
    return counts;
  }

  private static TaskCounters sum(TaskCounters a, TaskCounters b) {
    return new TaskCounters(
        a.received() + b.received(),
        0,
        0,
        0,
        0,
        a.rejected() + b.rejected(),
        a.late() + b.late(),
        0);
  }

  private static void feed(Configuration configuration, TimedStream stream) {
    try {
      stream.feed(configuration);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static String runFor(int rounds, Configuration configuration, @Nullable String from) {
    int[] heard = {0};
    try (JobRun run = JobRun.submit(configuration, new JobOptions(false, folder, from))) {
      run.follow(
          header -> {
            if (++heard[0] > rounds) {
              run.stop();
            }
          });
      return Objects.requireNonNull(run.savepoint());
    }
  }

  private static Configuration configuration() {
    String rounds =
        "{by: time, span: %dms, lateness: %dms, late: reject}".formatted(SPAN, LATENESS);
    Path checkpoints = folder.resolve("checkpoints");
    String text =
        TestStream.text("books", rounds, 2, KAFKA.bootstrapServers(), checkpoints)
            .replace("kafka: {", "kafka: {topics: {partitions: " + TimedStream.PARTITIONS + "}, ")
            .replace("miniEpoch: 40", "maxMiniEpoch: 50, pending: 600");
    return ConfigurationFile.parse(text, "test.yaml", checkpoints, Map.of());
  }
}
