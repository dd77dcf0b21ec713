package io.tributary.model.evaluation;

import io.tributary.model.TaskType;
import org.jspecify.annotations.Nullable;

/**
 * How well a set of examples was predicted, kept as sums so that scores of parts add up.
 *
 * @param examples how many were scored
 * @param lossSum the sum of the task's loss over them
 * @param metric what {@code metricSum} sums
 * @param metricSum correct predictions, or squared errors in the label's own units
 * @param weightedSum the sum of the losses times the weights of their classes; null when all weigh
 *     alike
 */
public record Score(
    long examples, double lossSum, Metric metric, double metricSum, @Nullable Double weightedSum) {

  /** A score of classes that all weigh alike. */
  public Score(long examples, double lossSum, Metric metric, double metricSum) {
    this(examples, lossSum, metric, metricSum, null);
  }

  /** The measure beside the loss. */
  public enum Metric {
    /** Share of correct predictions; for multilabel tasks, of correct labels. */
    ACCURACY("accuracy"),
    /** Root of the mean squared error, in the label's own units. */
    RMSE("rmse");

    private final String label;

    Metric(String label) {
      this.label = label;
    }

    /** The name that records use. */
    public String label() {
      return label;
    }

    /** The measure of a type of task. */
    public static Metric of(TaskType type) {
      return type instanceof TaskType.Regression ? RMSE : ACCURACY;
    }
  }

  /** The score of nothing. */
  public static Score none(Metric metric) {
    return new Score(0, 0, metric, 0);
  }

  /** The score of both sets together. */
  public Score plus(Score other) {
    boolean weighted = weightedSum != null || other.weightedSum != null;
    return new Score(
        examples + other.examples,
        lossSum + other.lossSum,
        metric,
        metricSum + other.metricSum,
        weighted ? objectiveSum() + other.objectiveSum() : null);
  }

  /** Mean loss; NaN when nothing was scored. */
  public double loss() {
    return lossSum / examples;
  }

  /** What learning lowers: the mean loss, weighted by class; NaN when nothing was scored. */
  public double objective() {
    return objectiveSum() / examples;
  }

  private double objectiveSum() {
    return weightedSum == null ? lossSum : weightedSum;
  }

  /** Accuracy or RMSE; NaN when nothing was scored. */
  public double value() {
    double mean = metricSum / examples;
    return metric == Metric.RMSE ? Math.sqrt(mean) : mean;
  }
}
