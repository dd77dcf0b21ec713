package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints of every earlier layout go on with the present code, at a broker of which they know
 * nothing.
 */
class SavepointLayoutIT {

  /** Runs that were never saved, by what they are made of. */
  private static final Map<String, RoundsLog> UNDISTURBED = new HashMap<>();

  @TempDir private static Path folder;

  static List<SavepointFixture> fixtures() throws IOException {
    return SavepointFixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  @Timeout(180)
  void goesOnAsIfTheRunHadNeverBeenSaved(SavepointFixture fixture) throws Exception {
    RoundsLog undisturbed = undisturbed(fixture);
    long last = undisturbed.last().round() - 2;
    RoundsLog restored = restored(fixture, last);
    long first = restored.headers().get(0).round();
    assertThat(first).isBetween(3L, last - 5);
    assertThat(restored.headers().get(0).generation()).isEqualTo(1);

    // Bits are promised for one kind of CPU, and the savepoint may come from another.
    boolean sameCpu =
        Arrays.equals(restored.parameters().get(first), undisturbed.parameters().get(first));
    for (long round = first; round <= last; round++) {
      float[] actual = Objects.requireNonNull(restored.parameters().get(round));
      float[] expected = Objects.requireNonNull(undisturbed.parameters().get(round));
      if (sameCpu) {
        assertThat(actual).as("round " + round).isEqualTo(expected);
      } else {
        assertThat(actual).as("round " + round).containsExactly(expected, within(1e-4f));
      }
    }
    for (RoundHeader header : restored.headers()) {
      header.counters().forEach((task, counters) -> assertAddsUp(task, counters));
    }
    assertThat(header(restored, last).consumed()).isEqualTo(header(undisturbed, last).consumed());
    assertThat(trained(header(restored, last))).isEqualTo(trained(header(undisturbed, last)));
  }

  private static List<Long> trained(RoundHeader header) {
    return header.counters().values().stream().map(TaskCounters::trained).toList();
  }

  private static void assertAddsUp(String task, TaskCounters c) {
    assertThat(c.trained() + c.dev() + c.test() + c.dropped() + c.pending())
        .as(task)
        .isEqualTo(c.received());
  }

  private static RoundHeader header(RoundsLog log, long round) {
    return log.headers().stream().filter(h -> h.round() == round).findFirst().orElseThrow();
  }

  /** Of most layouts the same run was saved. */
  private static RoundsLog undisturbed(SavepointFixture fixture) throws Exception {
    String made = fixture.madeOf();
    RoundsLog known = UNDISTURBED.get(made);
    if (known == null) {
      known = run(fixture);
      UNDISTURBED.put(made, known);
    }
    return known;
  }

  private static RoundsLog run(SavepointFixture fixture) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Configuration configuration =
          fixture.withAdded(kafka.bootstrapServers(), folder.resolve(fixture + "-undisturbed"));
      TopicCreator.create(configuration.kafka());
      fixture.feed(configuration);
      try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
        run.follow(header -> {});
      }
      return RoundsLog.read(configuration);
    }
  }

  private static RoundsLog restored(SavepointFixture fixture, long last) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Configuration configuration =
          fixture.configuration(kafka.bootstrapServers(), folder.resolve(fixture + "-restored"));
      TopicCreator.create(configuration.kafka());
      fixture.feed(configuration);
      JobOptions options = new JobOptions(false, folder, fixture.savepoint());
      try (JobRun run = JobRun.submit(configuration, options)) {
        run.follow(
            header -> {
              if (header.round() >= last) {
                run.stop();
              }
            });
      }
      if (configuration.continual().periods().isOn()) {
        assertThatPeriodsGoOn(configuration);
      }
      return RoundsLog.read(configuration);
    }
  }

  /** What the saved run had kept is scored on: its first period is the restored run's, too. */
  private static void assertThatPeriodsGoOn(Configuration configuration) {
    List<EvaluationRecord> told = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).evaluations(),
        record -> told.add(Json.read(record.value(), EvaluationRecord.class)));
    assertThat(told)
        .extracting(EvaluationRecord::periods)
        .filteredOn(Objects::nonNull)
        .isNotEmpty()
        .allSatisfy(
            periods ->
                assertThat(Objects.requireNonNull(periods).slices().get(0).period()).isOne());
  }

  /** Run by hand, with the name of the new folder; see the README there. */
  @Test
  @EnabledIfSystemProperty(named = "tributary.savepoint", matches = "layout-\\d+")
  void writesASavepointOfThePresentLayout() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      SavepointFixture.write(
          System.getProperty("tributary.savepoint"), kafka.bootstrapServers(), folder);
    }
  }
}
