package io.tributary.model.config;

import java.io.Serializable;

/**
 * What is done about streams that change.
 *
 * @param drift how changes are noticed, and what is done then
 * @param replay examples that are trained on again
 */
public record ContinualConfig(DriftConfig drift, ReplayConfig replay) implements Serializable {

  /** Nothing. */
  public static final ContinualConfig NONE =
      new ContinualConfig(DriftConfig.NONE, ReplayConfig.NONE);

  /** The same with another way to notice changes. */
  public ContinualConfig with(DriftConfig other) {
    return new ContinualConfig(other, replay);
  }

  /** The same with other examples that are trained on again. */
  public ContinualConfig with(ReplayConfig other) {
    return new ContinualConfig(drift, other);
  }
}
