package io.tributary.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.connectors.record.EvaluationRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score as the report tells it.
 *
 * @param examples scored
 * @param loss mean
 * @param accuracy for tasks that have one
 * @param rmse for regression, in the label's units
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreSummary(
    long examples, double loss, @Nullable Double accuracy, @Nullable Double rmse) {

  /** The newest of several evaluations; null when there is none. */
  static @Nullable ScoreSummary newest(List<EvaluationRecord> records) {
    if (records.isEmpty()) {
      return null;
    }
    EvaluationRecord last = records.get(records.size() - 1);
    return new ScoreSummary(last.examples(), last.loss(), last.accuracy(), last.rmse());
  }

  /** All evaluations together, each example counting the same; null when there is none. */
  static @Nullable ScoreSummary pooled(List<EvaluationRecord> records) {
    long examples = records.stream().mapToLong(EvaluationRecord::examples).sum();
    if (examples == 0) {
      return null;
    }
    double loss = 0;
    double correct = 0;
    double squares = 0;
    boolean regression = records.get(0).rmse() != null;
    for (EvaluationRecord record : records) {
      loss += record.examples() * record.loss();
      correct += record.examples() * orZero(record.accuracy());
      squares += record.examples() * orZero(record.rmse()) * orZero(record.rmse());
    }
    return new ScoreSummary(
        examples,
        loss / examples,
        regression ? null : correct / examples,
        regression ? Math.sqrt(squares / examples) : null);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
