package io.tributary.connectors.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One score of one task as told on {@code evaluations}.
 *
 * @param model name of the model
 * @param run id of the run
 * @param generation rises at every restore
 * @param round the number of rounds behind the parameters that were scored
 * @param task name of the task
 * @param split prequential, dev or test
 * @param examples scored
 * @param loss mean
 * @param accuracy for tasks that have one
 * @param rmse for regression, in the label's units
 * @param logLoss for all but regression
 * @param auc area under the ROC curve, where there is one: see {@link Score#auc()}
 * @param f1 see {@link Score#f1()}
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
    @Nullable Double f1) {

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
        finite(score.f1()));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
