package io.tributary.model.drift;

import org.jspecify.annotations.Nullable;

/**
 * Watches one stream of numbers, one a round, for a change of its mean. A detector never changes: a
 * further number gives another one.
 */
public sealed interface DriftDetector permits PageHinkley, Adwin {

  /**
   * Takes the next number.
   *
   * @param value in [0, 1]
   */
  Step add(double value);

  /** All that it remembers, from which its kind can be made again. */
  double[] memory();

  /** Which way a mean has gone. */
  enum Direction {
    /** Up. */
    RISE,
    /** Down. */
    FALL
  }

  /**
   * A change of the mean.
   *
   * @param direction which way
   * @param before mean before the change, as it is estimated
   * @param after mean since
   */
  record Change(Direction direction, double before, double after) {}

  /**
   * What a number led to.
   *
   * @param next the detector to go on with; after a change it has forgotten what was before
   * @param change null when there is none
   */
  record Step(DriftDetector next, @Nullable Change change) {}
}
