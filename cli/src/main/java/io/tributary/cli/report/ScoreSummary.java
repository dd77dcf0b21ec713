package io.tributary.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.connectors.record.EvaluationRecord;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A score as the report tells it.
 *
 * @param examples scored
 * @param loss mean
 * @param accuracy for tasks that have one
 * @param rmse for regression, in the label's units
 * @param logLoss for all but regression
 * @param auc area under the ROC curve, where there is one
 * @param f1 harmonic mean of precision and recall, where there is one
 * @param mae for regression, in the label's units
 * @param calibration expected calibration error, where there is one
 * @param majority the accuracy or rmse of always saying the majority class so far, or the mean; of
 *     prequential scores
 * @param repeatLast the same of always saying the label before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreSummary(
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
    @Nullable Double repeatLast) {

  /** Without what stands beside it. */
  public ScoreSummary(
      long examples,
      double loss,
      @Nullable Double accuracy,
      @Nullable Double rmse,
      @Nullable Double logLoss,
      @Nullable Double auc,
      @Nullable Double f1) {
    this(examples, loss, accuracy, rmse, logLoss, auc, f1, null, null, null, null);
  }

  /** The newest of several evaluations; null when there is none. */
  static @Nullable ScoreSummary newest(List<EvaluationRecord> records) {
    if (records.isEmpty()) {
      return null;
    }
    EvaluationRecord last = records.get(records.size() - 1);
    return new ScoreSummary(
        last.examples(),
        last.loss(),
        last.accuracy(),
        last.rmse(),
        last.logLoss(),
        last.auc(),
        last.f1(),
        last.mae(),
        last.calibration(),
        last.majority(),
        last.repeatLast());
  }

  /**
   * All evaluations together, each example counting the same; null when there is none. Area and F1,
   * which do not add up, are means over the evaluations that have one, weighed by their examples.
   */
  static @Nullable ScoreSummary pooled(List<EvaluationRecord> records) {
    long examples = records.stream().mapToLong(EvaluationRecord::examples).sum();
    if (examples == 0) {
      return null;
    }
    double loss = 0;
    double squares = 0;
    boolean regression = records.stream().allMatch(record -> record.accuracy() == null);
    for (EvaluationRecord record : records) {
      loss += record.examples() * record.loss();
      double rmse = record.rmse() == null ? Double.NaN : record.rmse();
      squares += record.examples() * rmse * rmse;
    }
    return new ScoreSummary(
        examples,
        loss / examples,
        regression ? null : mean(records, EvaluationRecord::accuracy),
        regression && Double.isFinite(squares) ? Math.sqrt(squares / examples) : null,
        mean(records, EvaluationRecord::logLoss),
        mean(records, EvaluationRecord::auc),
        mean(records, EvaluationRecord::f1),
        mean(records, EvaluationRecord::mae),
        mean(records, EvaluationRecord::calibration),
        pooled(records, EvaluationRecord::majority, regression),
        pooled(records, EvaluationRecord::repeatLast, regression));
  }

  /** Accuracies add up, and so do the squares of errors. */
  private static @Nullable Double pooled(
      List<EvaluationRecord> records,
      Function<EvaluationRecord, @Nullable Double> measure,
      boolean squared) {
    if (!squared) {
      return mean(records, measure);
    }
    Double mean = mean(records, record -> square(measure.apply(record)));
    return mean == null ? null : Double.valueOf(Math.sqrt(mean));
  }

  private static @Nullable Double square(@Nullable Double value) {
    return value == null ? null : Double.valueOf(value * value);
  }

  private static @Nullable Double mean(
      List<EvaluationRecord> records, Function<EvaluationRecord, @Nullable Double> measure) {
    double sum = 0;
    long examples = 0;
    for (EvaluationRecord record : records) {
      Double value = measure.apply(record);
      if (value != null) {
        sum += record.examples() * value;
        examples += record.examples();
      }
    }
    return examples == 0 ? null : sum / examples;
  }
}
