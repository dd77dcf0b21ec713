package io.tributary.model.drift;

import io.tributary.model.drift.DriftDetector.Direction;

/**
 * A change of the stream, as it was noticed.
 *
 * @param task index: the target's of an error, another one's of a contribution
 * @param signal what has changed
 * @param direction which way
 * @param before mean before the change, of the numbers that {@link Signals} makes
 * @param after mean since
 */
public record Drift(int task, Signal signal, Direction direction, double before, double after) {

  /** What is watched. */
  public enum Signal {
    /** The target's prequential error. */
    ERROR,
    /** A task's contribution to the fall of the target's dev loss. */
    CONTRIBUTION
  }
}
