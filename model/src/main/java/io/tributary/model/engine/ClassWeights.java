package io.tributary.model.engine;

import io.tributary.model.TaskType;

/**
 * What the loss of an example is multiplied by in learning.
 *
 * @param byClass one a class; none when all weigh alike
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record ClassWeights(double[] byClass) {

  static ClassWeights of(TaskType type) {
    return new ClassWeights(
        type.classWeights().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Whether no example weighs more than another. */
  boolean areEqual() {
    return byClass.length == 0;
  }

  /** The weight of an example with a label. */
  double of(float[] label) {
    return byClass.length == 0 ? 1 : byClass[(int) label[0]];
  }
}
