package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.DriftRecord;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.job.SteppedRounds.Published;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ContinualConfig;
import io.tributary.model.config.DriftConfig;
import io.tributary.model.config.DriftConfig.Detector;
import io.tributary.model.config.DriftConfig.Reaction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream that changes: what is told of it, and that a failure changes none of that. */
class DriftTest {

  private static final DriftConfig DRIFT =
      new DriftConfig(Detector.PAGE_HINKLEY, 0.25, 4, 5, 0.002, Reaction.RAISE_LEARNING_RATE, 2, 3);
  private static final Configuration CONFIGURATION =
      FourTasks.configuration("drift", "{by: count, wait: all}", 2, "nowhere:1", Path.of("c"))
          .withContinual(ContinualConfig.NONE.with(DRIFT));

  @Test
  void isToldAndReactedToTheSameInARunThatFailed() throws Exception {
    List<TaskWeightsRecord> expected;
    List<Published> parameters;
    try (SteppedJob job = job()) {
      job.run(job::isDone);
      job.checkpoint();
      expected = changed(job);
      parameters = job.published();
    }
    assertThat(expected).isNotEmpty();
    DriftRecord first = expected.get(0).drifts().get(0);
    assertThat(first.reaction()).isEqualTo("raise-learning-rate");
    assertThat(expected.stream().flatMap(r -> r.drifts().stream()).map(DriftRecord::signal))
        .contains("error");
    long round = expected.get(0).round();
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(round + 1)); // rates are raised in state
      Saved saved = job.checkpoint();
      job.failAndRestore(saved, 1);
      assertThat(job.lastHeader().rates()).isNotNull().containsValue(2f);
      job.run(job::isDone);
      job.checkpoint();
      assertThat(changed(job).stream().map(DriftTest::told).toList())
          .isEqualTo(expected.stream().map(DriftTest::told).toList());
      assertThat(job.published().get(job.published().size() - 1).parameters())
          .isEqualTo(parameters.get(parameters.size() - 1).parameters());
    }
  }

  private static String told(TaskWeightsRecord record) {
    return record.round() + ": " + record.drifts();
  }

  private static List<TaskWeightsRecord> changed(SteppedJob job) {
    return job.committed().stream()
        .filter(record -> record.topic().endsWith(".task-weights"))
        .map(record -> Json.read(record.value(), TaskWeightsRecord.class))
        .filter(record -> !record.drifts().isEmpty())
        .toList();
  }

  /** The target's labels are turned round in the second half. */
  private static SteppedJob job() throws Exception {
    return new SteppedJob(CONFIGURATION, FourTasks.turned(4000, 3), 2);
  }
}
