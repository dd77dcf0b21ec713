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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreSummary(
    long examples,
    double loss,
    @Nullable Double accuracy,
    @Nullable Double rmse,
    @Nullable Double logLoss,
    @Nullable Double auc,
    @Nullable Double f1) {

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
        last.f1());
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
        mean(records, EvaluationRecord::f1));
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
