package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.evaluation.Prequential;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.period.TaskPeriods;
import org.jspecify.annotations.Nullable;

/**
 * One score of one task as told on {@code evaluations}.
 *
 * @param model name of the model
 * @param run id of the run
 * @param generation rises at every restore
 * @param round the number of rounds behind the parameters that were scored
 * @param task name of the task
 * @param split prequential, dev, test or periods
 * @param examples scored
 * @param loss mean
 * @param accuracy for tasks that have one
 * @param rmse for regression, in the label's units
 * @param logLoss for all but regression
 * @param auc area under the ROC curve, where there is one: see {@link Score#auc()}
 * @param f1 see {@link Score#f1()}
 * @param mae for regression, in the label's units
 * @param calibration see {@link Score#calibrationError()}
 * @param majority the same measure (accuracy or rmse) of always saying the majority class so far,
 *     or the mean; of prequential scores
 * @param repeatLast the same of always saying the label before; of prequential scores
 * @param window the newest mini-epochs together; of prequential scores
 * @param faded all mini-epochs, older ones counting less; of prequential scores
 * @param periods what is kept through periods; then the measure is the mean over their slices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationRecord(
    String model,
    String run,
    long generation,
    long round,
    String task,
    String split,
    long examples,
    double loss,
    @Nullable Double accuracy,
    @Nullable Double rmse,
    @Nullable Double logLoss,
    @Nullable Double auc,
    @Nullable Double f1,
    @Nullable Double mae,
    @Nullable Double calibration,
    @Nullable Double majority,
    @Nullable Double repeatLast,
    @Nullable WindowRecord window,
    @Nullable FadedRecord faded,
    @Nullable PeriodsRecord periods) {

  /**
   * A window of whole mini-epochs.
   *
   * @param examples in it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WindowRecord(
      long examples,
      double loss,
      @Nullable Double accuracy,
      @Nullable Double rmse,
      @Nullable Double auc,
      @Nullable Double f1,
      @Nullable Double mae,
      @Nullable Double calibration,
      @Nullable Double majority,
      @Nullable Double repeatLast) {

    private static WindowRecord of(Prequential.Pane pane) {
      Score score = pane.score();
      boolean accuracy = score.metric() == Metric.ACCURACY;
      Baselines beside = pane.baselines();
      return new WindowRecord(
          score.examples(),
          score.loss(),
          accuracy ? score.value() : null,
          accuracy ? null : score.value(),
          finite(score.auc()),
          finite(score.f1()),
          finite(score.mae()),
          finite(score.calibrationError()),
          beside == null ? null : finite(beside.majority(score.metric())),
          beside == null ? null : finite(beside.repeatLast(score.metric())));
    }
  }

  /**
   * Fading estimates.
   *
   * @param examples what they are worth
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FadedRecord(
      double examples,
      double loss,
      @Nullable Double accuracy,
      @Nullable Double rmse,
      @Nullable Double majority,
      @Nullable Double repeatLast) {

    private static FadedRecord of(Prequential.Faded faded, Metric metric) {
      boolean accuracy = metric == Metric.ACCURACY;
      return new FadedRecord(
          faded.examples(),
          faded.meanLoss(),
          accuracy ? faded.value(metric) : null,
          accuracy ? null : faded.value(metric),
          finite(faded.baselines().majority(metric)),
          finite(faded.baselines().repeatLast(metric)));
    }
  }

  /** A record without the measures of classes. */
  public EvaluationRecord(
      String model,
      String run,
      long generation,
      long round,
      String task,
      String split,
      long examples,
      double loss,
      @Nullable Double accuracy,
      @Nullable Double rmse) {
    this(
        model,
        run,
        generation,
        round,
        task,
        split,
        examples,
        loss,
        accuracy,
        rmse,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The record of a score of at least one example. */
  public static EvaluationRecord of(
      String model,
      String run,
      long generation,
      long round,
      String task,
      String split,
      Score score) {
    boolean accuracy = score.metric() == Metric.ACCURACY;
    return new EvaluationRecord(
        model,
        run,
        generation,
        round,
        task,
        split,
        score.examples(),
        score.loss(),
        accuracy ? score.value() : null,
        accuracy ? null : score.value(),
        finite(score.logLoss()),
        finite(score.auc()),
        finite(score.f1()),
        finite(score.mae()),
        finite(score.calibrationError()),
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * The record of an evaluation at the end of a period.
   *
   * @param score of all slices together, whose loss is told
   * @param task with that evaluation
   */
  public static EvaluationRecord ofPeriods(
      String model,
      String run,
      long generation,
      long round,
      String name,
      Score score,
      TaskPeriods task) {
    Double mean = finite(task.mean());
    boolean accuracy = task.metric() == Metric.ACCURACY;
    return new EvaluationRecord(
        model,
        run,
        generation,
        round,
        name,
        "periods",
        score.examples(),
        score.loss(),
        accuracy ? mean : null,
        accuracy ? null : mean,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        PeriodsRecord.of(task));
  }

  /**
   * The same prequential record with what stands beside it.
   *
   * @param baselines on the same examples; null when an earlier version counted
   * @param estimates up to these examples
   */
  public EvaluationRecord with(
      Metric metric, @Nullable Baselines baselines, Prequential estimates) {
    Prequential.Pane pane = estimates.window();
    Prequential.Faded fading = estimates.fading();
    return new EvaluationRecord(
        model,
        run,
        generation,
        round,
        task,
        split,
        examples,
        loss,
        accuracy,
        rmse,
        logLoss,
        auc,
        f1,
        mae,
        calibration,
        baselines == null ? null : finite(baselines.majority(metric)),
        baselines == null ? null : finite(baselines.repeatLast(metric)),
        pane == null ? null : WindowRecord.of(pane),
        fading == null ? null : FadedRecord.of(fading, metric),
        periods);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
