package io.tributary.model.config;

import java.io.Serializable;

/**
 * What is done about streams that change, and how what is kept through changes is scored.
 *
 * @param drift how changes are noticed, and what is done then
 * @param replay examples that are trained on again
 * @param ewc a pull to the parameters that were published
 * @param periods on whose test examples later models are scored
 */
public record ContinualConfig(
    DriftConfig drift, ReplayConfig replay, EwcConfig ewc, PeriodsConfig periods)
    implements Serializable {

  /** Nothing. */
  public static final ContinualConfig NONE =
      new ContinualConfig(DriftConfig.NONE, ReplayConfig.NONE, EwcConfig.NONE, PeriodsConfig.NONE);

  /** The same with another way to notice changes. */
  public ContinualConfig with(DriftConfig other) {
    return new ContinualConfig(other, replay, ewc, periods);
  }

  /** The same with other examples that are trained on again. */
  public ContinualConfig with(ReplayConfig other) {
    return new ContinualConfig(drift, other, ewc, periods);
  }

  /** The same with another pull. */
  public ContinualConfig with(EwcConfig other) {
    return new ContinualConfig(drift, replay, other, periods);
  }

  /** The same with other periods. */
  public ContinualConfig with(PeriodsConfig other) {
    return new ContinualConfig(drift, replay, ewc, other);
  }
}
