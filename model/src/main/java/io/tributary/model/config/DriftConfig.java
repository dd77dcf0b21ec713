package io.tributary.model.config;

import java.io.Serializable;

/**
 * How changes of the stream are noticed, and what is done then.
 *
 * @param detector of the target's prequential error and of each other task's contribution
 * @param tolerance of Page–Hinkley: standard deviations by which a mean may move
 * @param threshold of Page–Hinkley: sum of standard deviations beyond it that is a change
 * @param warmUp of Page–Hinkley: rounds that tell mean and deviation
 * @param delta of ADWIN: bound of the probability of a false alarm in a round
 * @param reaction to a change
 * @param factor of the learning rate while it is raised
 * @param rounds for which it is raised
 */
public record DriftConfig(
    Detector detector,
    double tolerance,
    double threshold,
    int warmUp,
    double delta,
    Reaction reaction,
    double factor,
    int rounds)
    implements Serializable {

  /** Nothing is watched. */
  public static final DriftConfig NONE =
      new DriftConfig(Detector.NONE, 0.5, 10, 30, 0.002, Reaction.NONE, 3, 20);

  /** How changes are noticed. */
  public enum Detector {
    /** Not at all. */
    NONE,
    /** By the test of Page and Hinkley. */
    PAGE_HINKLEY,
    /** By an adaptive window. */
    ADWIN
  }

  /** What is done when one is noticed. */
  public enum Reaction {
    /** It is told. */
    NONE,
    /** The task's weight starts again. */
    RESET_WEIGHT,
    /** The task learns faster for some rounds. */
    RAISE_LEARNING_RATE
  }
}
