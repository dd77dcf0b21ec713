package io.tributary.cli.report;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.RoundHeader.Guarded;
import io.tributary.connectors.record.RoundHeader.Phase;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.Dev;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.period.TaskPeriods;
import io.tributary.model.period.TaskPeriods.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up run whose numbers are easy to follow. */
final class SampleRun {

  private SampleRun() {}

  static final List<String> TASKS = List.of("target", "helpful", "neutral", "harmful");

  static RunRecords of(int rounds, boolean alone) {
    Random random = new Random(3);
    List<TaskWeightsRecord> records = new ArrayList<>();
    List<EvaluationRecord> evaluations = new ArrayList<>();
    double[] slope = {0.2, 0.9, -0.05, -0.7};
    for (int r = 1; r <= rounds; r++) {
      double progress = (double) r / rounds;
      Map<String, TaskEntry> tasks = new LinkedHashMap<>();
      for (int i = 0; i < (alone ? 1 : TASKS.size()); i++) {
        double noise = 0.02 * random.nextGaussian();
        tasks.put(
            TASKS.get(i),
            new TaskEntry(
                1 + slope[i] * progress,
                1 + slope[i] / rounds + noise,
                0.5,
                1.0,
                slope[i] * 0.01 + noise / 10,
                24,
                0.5,
                0.4,
                null));
        evaluations.add(
            new EvaluationRecord(
                "demo",
                "run1",
                0,
                r,
                TASKS.get(i),
                "prequential",
                24,
                1 - progress / 2,
                0.3 + 0.4 * progress + noise * 3,
                null));
      }
      double accuracy = 0.3 + (alone ? 0.4 : 0.5) * Math.sqrt(progress);
      records.add(
          new TaskWeightsRecord(
              "demo",
              "run1",
              0,
              r,
              "alphavil",
              null,
              "target",
              tasks,
              new Dev(1 - progress / 2, 1 - progress / 2 - 0.01, accuracy, null, 256),
              null));
      evaluations.add(
          new EvaluationRecord("demo", "run1", 0, r, "target", "dev", 256, 0.5, accuracy, null));
      if (r % 10 == 0) {
        evaluations.add(
            new EvaluationRecord(
                "demo", "run1", 0, r, "target", "test", 2000, 0.5, accuracy - 0.01, null));
      }
    }
    if (!alone) {
      evaluations.addAll(periods("target", rounds, 0.5));
      evaluations.addAll(periods("harmful", rounds, -0.2));
    }
    Map<String, TaskCounters> counters = new LinkedHashMap<>();
    TASKS.forEach(
        task ->
            counters.put(
                task, new TaskCounters(24L * rounds + 30, 24L * rounds, 10, 15, 5, 0, 0, 0)));
    counters.computeIfPresent("target", (task, told) -> told.with(2, 1));
    counters.put("", TaskCounters.NONE.with(3, 0));
    RoundHeader last =
        new RoundHeader(
            "demo",
            "run1",
            0,
            rounds,
            Phase.DONE,
            true,
            List.of(1L),
            Map.of(),
            0,
            Map.of(),
            1,
            null,
            List.of(),
            counters,
            new Guarded(1, 4),
            null);
    return new RunRecords(configuration(), records, evaluations, last, 12.5);
  }

  private static Configuration configuration() {
    return ConfigurationFile.parse(
        """
        model: {name: demo, input: [4], trunk: [{dense: {units: 4}}, relu], seed: 1}
        tasks:
          target: {type: classification, classes: 4, target: true}
          helpful: {type: classification, classes: 4}
          neutral: {type: classification, classes: 4}
          harmful: {type: classification, classes: 4}
        """,
        "sample.yaml",
        Path.of("."),
        Map.of());
  }

  /** Five periods, of which three are kept; what was learned fades by 4 points a period. */
  private static List<EvaluationRecord> periods(String name, int rounds, double rise) {
    List<EvaluationRecord> evaluations = new ArrayList<>();
    TaskPeriods task = TaskPeriods.none(Metric.ACCURACY);
    for (int i = 1; i <= 5; i++) {
      List<Found> found = new ArrayList<>();
      for (int j = Math.max(1, i - 2); j <= i; j++) {
        int now = (int) (40 + 10 * rise * j - 4 * (i - j));
        boolean newest = j == i && i > 1;
        found.add(
            new Found(j, score(now), newest ? score(now - 6) : null, newest ? score(25) : null));
      }
      task = task.with(i, found);
      evaluations.add(
          EvaluationRecord.ofPeriods("demo", "run1", 0, rounds / 5L * i, name, score(50), task));
    }
    return evaluations;
  }

  private static Score score(int percent) {
    return new Score(100, 1, Metric.ACCURACY, percent);
  }
}
