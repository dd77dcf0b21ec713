package io.tributary.job.round;

import io.tributary.connectors.record.DriftRecord;
import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.Steered;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.Dev;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.HeldOutScore;
import io.tributary.job.message.TrainerMessage.Training;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.round.RoundReport;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.round.RoundReport.TaskReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a round's outcome says on {@code task-weights} and {@code evaluations}. */
final class RoundRecords {

  private final Configuration configuration;

  RoundRecords(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The finished round as one record. */
  TaskWeightsRecord taskWeights(RunProgress progress, RoundReport report, Steered steered) {
    Map<String, TaskEntry> entries = new LinkedHashMap<>();
    for (TaskReport task : report.tasks()) {
      entries.put(progress.tasks().get(task.task()), entry(task));
    }
    TaskWeightsRecord record =
        new TaskWeightsRecord(
            configuration.model().name(),
            progress.fence().run(),
            progress.fence().generation(),
            report.round(),
            report.method(),
            report.leader(),
            configuration.target().name(),
            entries,
            dev(report),
            null);
    return record.withControl(steered).withDrifts(drifts(progress, report));
  }

  private List<DriftRecord> drifts(RunProgress progress, RoundReport report) {
    String reaction = word(configuration.continual().drift().reaction());
    return report.drifts().stream()
        .map(
            drift ->
                new DriftRecord(
                    progress.tasks().get(drift.task()),
                    word(drift.signal()),
                    word(drift.direction()),
                    drift.before(),
                    drift.after(),
                    reaction))
        .toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static TaskEntry entry(TaskReport task) {
    Share share = task.share();
    return new TaskEntry(
        task.weight(),
        share == null ? null : share.alpha(),
        share == null ? null : share.deltaNorm(),
        share == null ? null : share.cosineToTarget(),
        share == null ? null : share.contribution(),
        task.examples(),
        task.lossBefore(),
        task.lossAfter(),
        task.guarded());
  }

  private static Dev dev(RoundReport report) {
    Score after = report.devAfter();
    boolean any = after.examples() > 0;
    boolean accuracy = after.metric() == Metric.ACCURACY;
    return new Dev(
        any ? finite(report.devBefore().loss()) : null,
        any ? finite(after.loss()) : null,
        any && accuracy ? finite(after.value()) : null,
        any && !accuracy ? finite(after.value()) : null,
        after.examples());
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /**
   * Prequential and held-out scores of the parameters that the answers started from; both were
   * computed before anything was trained on the examples.
   *
   * @param book takes the prequential ones in
   */
  List<EvaluationRecord> ofAnswers(
      RunProgress progress, long round, List<Answer> answers, PrequentialBook book) {
    List<EvaluationRecord> records = new ArrayList<>();
    for (Answer answer : answers) {
      Training training = answer.training();
      if (training != null) {
        String task = progress.tasks().get(answer.task());
        records.add(
            record(progress, round, answer.task(), "prequential", training.before())
                .with(training.before().metric(), training.baselines(), book.add(task, training)));
      }
      for (HeldOutScore held : answer.scores()) {
        String split = held.split().name().toLowerCase(Locale.ROOT);
        records.add(record(progress, round, answer.task(), split, held.score()));
      }
    }
    return records;
  }

  /** The target's dev score after the round, when there are dev examples. */
  List<EvaluationRecord> ofDev(RunProgress progress, RoundReport report) {
    return report.devAfter().examples() == 0
        ? List.of()
        : List.of(
            record(
                progress,
                report.round(),
                configuration.target().index(),
                "dev",
                report.devAfter()));
  }

  private EvaluationRecord record(
      RunProgress progress, long round, int task, String split, Score score) {
    return EvaluationRecord.of(
        configuration.model().name(),
        progress.fence().run(),
        progress.fence().generation(),
        round,
        progress.tasks().get(task),
        split,
        score);
  }
}
