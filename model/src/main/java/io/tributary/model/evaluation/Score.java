package io.tributary.model.evaluation;

import io.tributary.model.TaskType;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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
 * @param classes how each class or label was predicted, in order; of a binary task the class 1
 *     alone; null for a regression
 * @param absoluteSum the sum of the absolute errors in the label's own units; null where there are
 *     none, or an earlier version scored
 */
public record Score(
    long examples,
    double lossSum,
    Metric metric,
    double metricSum,
    @Nullable Double weightedSum,
    @Nullable List<ClassTally> classes,
    @Nullable Double absoluteSum) {

  /** A score without what is known of single classes, which all weigh alike. */
  public Score(long examples, double lossSum, Metric metric, double metricSum) {
    this(examples, lossSum, metric, metricSum, null, null, null);
  }

  /** A score without absolute errors. */
  public Score(
      long examples,
      double lossSum,
      Metric metric,
      double metricSum,
      @Nullable Double weightedSum,
      @Nullable List<ClassTally> classes) {
    this(examples, lossSum, metric, metricSum, weightedSum, classes, null);
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
    if (examples == 0 || other.examples == 0) {
      return examples == 0 ? other : this;
    }
    boolean weighted = weightedSum != null || other.weightedSum != null;
    return new Score(
        examples + other.examples,
        lossSum + other.lossSum,
        metric,
        metricSum + other.metricSum,
        weighted ? objectiveSum() + other.objectiveSum() : null,
        plus(classes, other.classes),
        absoluteSum == null || other.absoluteSum == null ? null : absoluteSum + other.absoluteSum);
  }

  private static @Nullable List<ClassTally> plus(
      @Nullable List<ClassTally> some, @Nullable List<ClassTally> others) {
    if (some == null || others == null) {
      return null;
    }
    return IntStream.range(0, some.size()).mapToObj(i -> some.get(i).plus(others.get(i))).toList();
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

  /** Mean log loss, which is the loss of every task but a regression; NaN for that. */
  public double logLoss() {
    return metric == Metric.RMSE ? Double.NaN : loss();
  }

  /**
   * Area under the ROC curve: the mean over classes, each against all others, or over labels; those
   * without examples of both kinds left out. NaN for a regression, for more than {@value
   * ClassCounter#MOST_RANKED} classes, and when a logit was no number. Off by at most {@link
   * #aucError()}.
   */
  public double auc() {
    return mean(ClassTally::rocArea);
  }

  /** The most that {@link #auc()} can be off by; NaN when there is none. */
  public double aucError() {
    return mean(ClassTally::rocAreaError);
  }

  /**
   * Harmonic mean of precision and recall: of class 1 of a binary task, otherwise the mean over the
   * classes or labels that occur or were predicted. NaN for a regression, and when there are none.
   */
  public double f1() {
    return mean(ClassTally::f1);
  }

  /** Mean absolute error in the label's own units; NaN for all but a regression. */
  public double mae() {
    return absoluteSum == null ? Double.NaN : absoluteSum / examples;
  }

  /**
   * Expected calibration error (Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated
   * probabilities using Bayesian binning"), in ten bins of probability: the mean over classes, each
   * against all others, or over labels. NaN where {@link #auc()} has no histograms.
   */
  public double calibrationError() {
    return mean(ClassTally::calibrationError);
  }

  private double mean(ToDoubleFunction<ClassTally> measure) {
    return classes == null
        ? Double.NaN
        : classes.stream()
            .mapToDouble(measure)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
  }
}
