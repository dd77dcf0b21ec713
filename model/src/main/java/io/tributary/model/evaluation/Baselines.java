package io.tributary.model.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two predictors that look at no inputs did on the same examples: the majority class of all
 * labels before, or for a regression their mean; and the label before. A stream whose labels follow
 * each other flatters every model, and the second most of all (Žliobaitė, Bifet, Read, Pfahringer
 * and Holmes 2015, "Evaluation methods and decision theory for classification of streaming data
 * with temporal dependence"). Kept as sums, so that parts add up.
 *
 * @param examples that had a label before them
 * @param majority sum of {@link Score#metricSum}'s measure
 * @param repeatLast the same of the label before
 */
public record Baselines(double examples, double majority, double repeatLast) {

  /** Of no example. */
  public static final Baselines NONE = new Baselines(0, 0, 0);

  /** Those of both sets of examples together. */
  public Baselines plus(Baselines other) {
    return new Baselines(
        examples + other.examples, majority + other.majority, repeatLast + other.repeatLast);
  }

  /** All sums times a factor. */
  Baselines times(double factor) {
    return new Baselines(examples * factor, majority * factor, repeatLast * factor);
  }

  /** Those of parts, some of which have none. */
  static @Nullable Baselines sum(List<@Nullable Baselines> parts) {
    Baselines sum = null;
    for (Baselines part : parts) {
      if (part != null) {
        sum = sum == null ? part : sum.plus(part);
      }
    }
    return sum;
  }

  /** Accuracy or RMSE of the majority class, or of the mean; NaN of no example. */
  public double majority(Score.Metric metric) {
    return value(metric, majority);
  }

  /** Accuracy or RMSE of the label before; NaN of no example. */
  public double repeatLast(Score.Metric metric) {
    return value(metric, repeatLast);
  }

  private double value(Score.Metric metric, double sum) {
    double mean = sum / examples;
    return metric == Score.Metric.RMSE ? Math.sqrt(mean) : mean;
  }
}
