package io.tributary.pytorch;

import io.tributary.model.LabelScale;
import io.tributary.model.TaskType;
import java.util.Arrays;
import java.util.List;

/**
 * What the derivative of a loss needs of a label: it is factor · (prediction − target) for every
 * type of task, with class probabilities, probabilities or the standardised value predicted.
 */
final class Targets {
  private final TaskType type;
  private final List<Double> classWeights;

  Targets(TaskType type) {
    this.type = type;
    classWeights = type.classWeights();
  }

  /** Sets one row of targets. */
  void put(float[] rows, int at, float[] label, LabelScale scale) {
    int width = type.outputs();
    if (type instanceof TaskType.Classification) {
      Arrays.fill(rows, at, at + width, 0f);
      rows[at + (int) label[0]] = 1;
    } else if (type instanceof TaskType.Regression) {
      rows[at] = scale.standardise(label[0]);
    } else {
      System.arraycopy(label, 0, rows, at, width);
    }
  }

  /** What an example's loss is multiplied by in learning. */
  double weight(float[] label) {
    return classWeights.isEmpty() ? 1 : classWeights.get((int) label[0]);
  }

  /** The factor of an example's derivative. */
  float factor(float[] label, double factor) {
    boolean averaged = !(type instanceof TaskType.Classification);
    return (float) (weight(label) * factor / (averaged ? type.outputs() : 1));
  }
}
