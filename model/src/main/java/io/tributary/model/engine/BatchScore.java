package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.TaskType;
import io.tributary.model.evaluation.ClassCounter;
import io.tributary.model.evaluation.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the losses and metrics of batches up to a score; in double, whatever the engine. */
public final class BatchScore {
  private final TaskType type;
  private final Loss loss;
  private final ClassWeights weights;
  private final LabelScale scale;
  private final @Nullable ClassCounter counter;
  private long examples;
  private double lossSum;
  private double metricSum;
  private double weightedSum;
  private double absoluteSum;

  /**
   * Of one task.
   *
   * @param examples that will be added
   * @param classes whether single classes are told of, which takes time and memory
   */
  public BatchScore(TaskType type, LabelScale scale, int examples, boolean classes) {
    this.type = type;
    this.scale = scale;
    loss = Loss.of(type);
    weights = ClassWeights.of(type);
    counter = classes ? loss.counter(examples) : null;
  }

  /**
   * Adds a batch.
   *
   * @param outputs of the last layer, one row an example; more rows do no harm
   */
  public void add(float[] outputs, List<Example> batch) {
    int width = type.outputs();
    for (int i = 0; i < batch.size(); i++) {
      int at = i * width;
      float[] label = batch.get(i).label();
      double value = loss.value(outputs, at, label, scale);
      lossSum += value;
      weightedSum += value * weights.of(label);
      double metric = loss.metric(outputs, at, label, scale);
      metricSum += metric;
      absoluteSum += Math.sqrt(metric); // of a squared error
      if (counter != null) {
        loss.count(outputs, at, label, counter);
        counter.next();
      }
    }
    examples += batch.size();
  }

  /** Turns one example's outputs into a prediction, in place: see {@link Engine#predict}. */
  public static void predict(TaskType type, float[] outputs) {
    Loss.of(type).predict(outputs, 0);
  }

  /** The score of what was added. */
  public Score score() {
    return new Score(
        examples,
        lossSum,
        Score.Metric.of(type),
        metricSum,
        weights.areEqual() ? null : weightedSum,
        counter == null ? null : counter.tallies(),
        Score.Metric.of(type) == Score.Metric.RMSE ? absoluteSum : null);
  }
}
