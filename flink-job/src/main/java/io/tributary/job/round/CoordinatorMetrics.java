package io.tributary.job.round;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.EvaluationRecord.WindowRecord;
import io.tributary.connectors.record.PeriodsRecord;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.job.metrics.JobMetric;
import io.tributary.job.metrics.MetricLabel;
import io.tributary.job.metrics.Metrics;
import io.tributary.job.metrics.NativeMemoryMetrics;
import io.tributary.job.metrics.PublishedHistogram;
import io.tributary.model.config.Configuration;
import io.tributary.model.drift.Drift.Signal;
import io.tributary.model.round.Branches;
import io.tributary.model.round.RoundReport;
import io.tributary.model.round.RoundReport.Share;
import io.tributary.model.round.RoundReport.TaskReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator tells Flink's reporters: of learning, of rounds and of published models.
 * What has no value yet is not there. To be used in the mailbox alone.
 */
final class CoordinatorMetrics {

  private final RunProgress run;
  private final Metrics model;
  private final Map<String, Metrics> tasks = new LinkedHashMap<>();
  private final Map<String, Counter> nonFinite = new LinkedHashMap<>();
  private final Map<List<Object>, Counter> drifts = new HashMap<>();
  private final Readings readings = new Readings();
  private final PublishedHistogram roundTime;
  private final Map<String, PublishedHistogram> phases = new LinkedHashMap<>();
  private final Counter roundsLost;
  private final ModelMetrics published;
  private final Steersman steersman;
  private double publishMillis;

  CoordinatorMetrics(
      MetricGroup operator,
      Configuration configuration,
      RunProgress run,
      Champions champions,
      Steersman steersman) {
    this.run = run;
    NativeMemoryMetrics.register(Metrics.of(operator), configuration.engine());
    model = Metrics.of(operator, configuration.model().name());
    this.steersman = steersman;
    registerNewTasks();
    setAside(model.with(MetricLabel.TASK, ""), "");
    model
        .counter(JobMetric.ROUNDS, () -> run.learning().round())
        .gauge(JobMetric.ROUND, () -> run.learning().round())
        .counter(JobMetric.GUARDED_ROUNDS, () -> run.guarded().rounds())
        .counter(JobMetric.GUARDED_DELTAS, () -> run.guarded().deltas());
    model
        .counter(JobMetric.COMMANDS, steersman::accepted)
        .counter(JobMetric.COMMANDS_REFUSED, steersman::refused);
    joins();
    Branches branches = Branches.of(configuration);
    for (int branch = 0; branch < branches.size(); branch++) {
      int index = branch;
      model
          .with(MetricLabel.BRANCH, branches.name(branch))
          .gauge(JobMetric.LEADER, () -> run.learning().leader() == index ? 1 : 0);
    }
    roundTime = model.histogram(JobMetric.ROUND_TIME);
    for (String phase : List.of("wait", "train", "tune", "publish", "loop")) {
      phases.put(phase, model.with(MetricLabel.PHASE, phase).histogram(JobMetric.PHASE_TIME));
    }
    roundsLost = model.counter(JobMetric.ROUNDS_LOST);
    published = new ModelMetrics(model, run, champions);
  }

  /** A command may have added tasks. */
  private void registerNewTasks() {
    run.tasks().stream().filter(task -> !tasks.containsKey(task)).forEach(this::register);
  }

  private void register(String task) {
    Metrics ofTask = model.with(MetricLabel.TASK, task);
    tasks.put(task, ofTask);
    nonFinite.put(task, ofTask.counter(JobMetric.NON_FINITE));
    setAside(ofTask, task);
    for (Signal signal : Signal.values()) {
      String label = signal.name().toLowerCase(Locale.ROOT);
      drifts.put(
          List.of(task, signal), ofTask.with(MetricLabel.SIGNAL, label).counter(JobMetric.DRIFTS));
    }
    int index = run.tasks().indexOf(task);
    ofTask
        .gauge(JobMetric.WEIGHT, () -> run.learning().weights()[index])
        .gauge(JobMetric.TARGET, () -> steersman.course().task(index).target() ? 1 : 0)
        .gauge(JobMetric.ACTIVE, () -> steersman.course().active().contains(index) ? 1 : 0);
  }

  /** Those of a job that joins nothing stay 0. */
  private void joins() {
    model
        .counter(JobMetric.FEATURES, () -> run.joins().features())
        .counter(JobMetric.LABELLED_FEATURES, () -> run.joins().labelled())
        .counter(JobMetric.UNLABELLED_FEATURES, () -> run.joins().withoutLabel())
        .counter(JobMetric.REPLACED_FEATURES, () -> run.joins().replaced())
        .gauge(JobMetric.WAITING_FEATURES, () -> run.joins().waitingFeatures())
        .counter(JobMetric.LABELS, () -> run.joins().labels())
        .counter(JobMetric.JOINED_LABELS, () -> run.joins().joined())
        .counter(JobMetric.ORPHANED_LABELS, () -> run.joins().withoutFeatures())
        .gauge(JobMetric.WAITING_LABELS, () -> run.joins().waitingLabels());
  }

  private void setAside(Metrics ofTask, String task) {
    ofTask
        .counter(JobMetric.REJECTED, () -> run.rejected(task))
        .counter(JobMetric.LATE, () -> run.late(task));
  }

  /** Counts rounds that are missing from the topics. */
  Counter roundsLost() {
    return roundsLost;
  }

  /** Of published models. */
  ModelMetrics published() {
    return published;
  }

  /** A round was opened: so long it took to send its parameters. */
  void opened(double millis) {
    registerNewTasks();
    publishMillis = millis;
  }

  /** A round is finished. */
  void finished(RoundReport report, Timing timing) {
    for (TaskReport task : report.tasks()) {
      told(run.tasks().get(task.task()), task);
    }
    report.drifts().forEach(drift -> changed(run.tasks().get(drift.task()), drift.signal()));
    double publish = Math.min(publishMillis, timing.loop());
    roundTime.update(timing.round());
    phase("wait", timing.waitExamples());
    phase("train", timing.train());
    phase("tune", timing.tune());
    phase("publish", publish);
    phase("loop", timing.loop() - publish);
  }

  private void told(String task, TaskReport report) {
    Share share = report.share();
    if (share == null) {
      if (report.guarded() != null) {
        count(task);
      }
      return;
    }
    set(JobMetric.ALPHA, task, null, share.alpha());
    set(JobMetric.DELTA_NORM, task, null, share.deltaNorm());
    set(JobMetric.COSINE, task, null, share.cosineToTarget());
    set(JobMetric.CONTRIBUTION, task, null, share.contribution());
  }

  private void count(String task) {
    Counter counter = nonFinite.get(task);
    if (counter != null) {
      counter.inc();
    }
  }

  private void changed(String task, Signal signal) {
    Counter counter = drifts.get(List.of(task, signal));
    if (counter != null) {
      counter.inc();
    }
  }

  private void phase(String name, double millis) {
    PublishedHistogram phase = phases.get(name);
    if (phase != null) {
      phase.update(Math.max(0, millis));
    }
  }

  /** New scores. */
  void scored(List<EvaluationRecord> scores) {
    for (EvaluationRecord score : scores) {
      set(JobMetric.LOSS, score.task(), score.split(), score.loss());
      set(JobMetric.ACCURACY, score.task(), score.split(), score.accuracy());
      set(JobMetric.RMSE, score.task(), score.split(), score.rmse());
      set(JobMetric.CALIBRATION, score.task(), score.split(), score.calibration());
      WindowRecord window = score.window();
      if (window != null) {
        Double value = window.accuracy() == null ? window.rmse() : window.accuracy();
        set(JobMetric.WINDOW_SCORE, score.task(), null, value);
        set(JobMetric.MAJORITY_SCORE, score.task(), null, window.majority());
        set(JobMetric.REPEAT_LAST_SCORE, score.task(), null, window.repeatLast());
      }
      PeriodsRecord periods = score.periods();
      if (periods != null) {
        set(JobMetric.ANYTIME_SCORE, score.task(), null, periods.anytime());
        set(JobMetric.FORWARD_TRANSFER, score.task(), null, periods.forwardTransfer());
        set(JobMetric.BACKWARD_TRANSFER, score.task(), null, periods.backwardTransfer());
        set(JobMetric.FORGETTING, score.task(), null, periods.forgetting());
      }
    }
  }

  /** A value that is none leaves the former one. */
  private void set(JobMetric metric, String task, @Nullable String split, @Nullable Double value) {
    Metrics ofTask = tasks.get(task);
    if (value == null || ofTask == null) {
      return;
    }
    List<Object> key = new ArrayList<>(List.of(metric, task));
    if (split != null) {
      key.add(split);
    }
    readings.set(
        key,
        value,
        reading ->
            (split == null ? ofTask : ofTask.with(MetricLabel.SPLIT, split))
                .gauge(metric, reading));
  }
}
