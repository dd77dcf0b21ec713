package io.tributary.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.EvaluationRecord.FadedRecord;
import io.tributary.connectors.record.EvaluationRecord.WindowRecord;
import io.tributary.connectors.record.Json;
import io.tributary.job.SteppedJob.Saved;
import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What prequential records tell beside the score of their mini-epoch. */
class EstimatesTest {

  private static final Configuration CONFIGURATION =
      FourTasks.configuration("estimates", "{by: count, wait: all}", 2, "nowhere:1", Path.of("c"));

  @Test
  void areTheSameInARunThatFailed() throws Exception {
    List<EvaluationRecord> expected;
    try (SteppedJob job = job()) {
      job.run(job::isDone);
      job.checkpoint();
      expected = prequential(job);
    }
    assertThat(expected).hasSizeGreaterThan(30);
    try (SteppedJob job = job()) {
      job.run(() -> job.hasReached(3));
      Saved saved = job.checkpoint();
      job.run(() -> job.hasReached(5));
      job.failAndRestore(saved, 1);
      job.run(job::isDone);
      job.checkpoint();
      List<EvaluationRecord> actual = prequential(job);
      assertThat(actual.stream().map(EstimatesTest::told).sorted().toList())
          .isEqualTo(expected.stream().map(EstimatesTest::told).sorted().toList());
    }
  }

  /** The target's window and baselines, from its labels and its mini-epochs' scores alone. */
  @Test
  void addUpOverTheTargetsMiniEpochs() throws Exception {
    try (SteppedJob job = job()) {
      job.run(job::isDone);
      job.checkpoint();
      List<EvaluationRecord> target =
          prequential(job).stream().filter(record -> record.task().equals("main")).toList();
      List<Integer> labels = labels(job.log(), target);
      int[] counts = new int[3];
      int last = -1;
      double right = 0;
      double repeated = 0;
      double mostly = 0;
      int seen = 0;
      for (EvaluationRecord record : target) {
        double repeatedHere = 0;
        double mostlyHere = 0;
        int compared = 0;
        for (int label : labels.subList(seen, seen + (int) record.examples())) {
          if (last >= 0) {
            compared++;
            repeatedHere += label == last ? 1 : 0;
            int majority = counts[1] > counts[0] ? 1 : 0;
            majority = counts[2] > counts[majority] ? 2 : majority;
            mostlyHere += label == majority ? 1 : 0;
          }
          counts[label]++;
          last = label;
        }
        seen += (int) record.examples();
        right += Objects.requireNonNull(record.accuracy()) * record.examples();
        repeated += repeatedHere;
        mostly += mostlyHere;
        assertThat(record.repeatLast()).isEqualTo(repeatedHere / compared, within(1e-12));
        assertThat(record.majority()).isEqualTo(mostlyHere / compared, within(1e-12));
        WindowRecord window = Objects.requireNonNull(record.window());
        assertThat(window.examples()).isEqualTo(seen); // not yet a full pane
        assertThat(window.accuracy()).isEqualTo(right / seen, within(1e-12));
        assertThat(window.repeatLast()).isEqualTo(repeated / (seen - 1), within(1e-12));
        assertThat(window.majority()).isEqualTo(mostly / (seen - 1), within(1e-12));
        FadedRecord faded = Objects.requireNonNull(record.faded());
        assertThat(faded.examples()).isLessThanOrEqualTo(seen);
        assertThat(faded.accuracy()).isCloseTo(right / seen, within(0.05));
      }
      assertThat(seen).isGreaterThan(60);
      EvaluationRecord spend =
          prequential(job).stream().filter(r -> r.task().equals("spend")).reduce((a, b) -> b).get();
      assertThat(spend.mae()).isPositive().isLessThan(Objects.requireNonNull(spend.rmse()));
      assertThat(spend.calibration()).isNull();
      assertThat(target.get(0).calibration()).isBetween(0.0, 1.0);
    }
  }

  /** Of the target's training examples, in order, as many as were scored. */
  private static List<Integer> labels(List<Example> log, List<EvaluationRecord> target) {
    List<Integer> labels = new ArrayList<>();
    for (Example example : log) {
      if (example.task() == 0 && example.split() == Split.TRAIN) {
        labels.add((int) example.label()[0]);
      }
    }
    long scored = target.stream().mapToLong(EvaluationRecord::examples).sum();
    return labels.subList(0, (int) scored);
  }

  private static String told(EvaluationRecord r) {
    return r.round() + r.task() + r.majority() + r.repeatLast() + r.window() + r.faded();
  }

  private static List<EvaluationRecord> prequential(SteppedJob job) {
    return job.committed().stream()
        .filter(record -> record.topic().endsWith(".evaluations"))
        .map(record -> Json.read(record.value(), EvaluationRecord.class))
        .filter(record -> record.split().equals("prequential"))
        .toList();
  }

  private static SteppedJob job() throws Exception {
    return new SteppedJob(CONFIGURATION, FourTasks.stream(600, 2), 2);
  }
}
