package io.tributary.model.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * How one class, or one label of a multilabel task, was predicted.
 *
 * @param hits examples of the class that were taken for it
 * @param falseAlarms examples of others that were taken for it
 * @param misses examples of the class that were taken for another
 * @param logits of the class; null where a task has too many classes, or when some logit was no
 *     number
 */
public record ClassTally(
    long hits, long falseAlarms, long misses, @Nullable LogitHistogram logits) {

  /** Of both sets of examples together. */
  ClassTally plus(ClassTally other) {
    return new ClassTally(
        hits + other.hits,
        falseAlarms + other.falseAlarms,
        misses + other.misses,
        logits == null || other.logits == null ? null : logits.plus(other.logits));
  }

  /** Harmonic mean of precision and recall; NaN when the class neither occurs nor is predicted. */
  double f1() {
    return 2.0 * hits / (2 * hits + falseAlarms + misses);
  }

  /** Area under the ROC curve; NaN when it is not known. */
  double rocArea() {
    return logits == null ? Double.NaN : logits.rocArea();
  }

  /** Expected calibration error of the class's probability; NaN when it is not known. */
  double calibrationError() {
    return logits == null ? Double.NaN : logits.calibrationError();
  }

  /** The most that it can be off by; NaN when it is not known. */
  double rocAreaError() {
    return logits == null ? Double.NaN : logits.rocAreaError();
  }
}
