package io.tributary.model.config;

import java.io.Serializable;

/**
 * What is done about streams that change.
 *
 * @param drift how changes are noticed, and what is done then
 * @param replay examples that are trained on again
 * @param ewc a pull to the parameters that were published
 */
public record ContinualConfig(DriftConfig drift, ReplayConfig replay, EwcConfig ewc)
    implements Serializable {

  /** Nothing. */
  public static final ContinualConfig NONE =
      new ContinualConfig(DriftConfig.NONE, ReplayConfig.NONE, EwcConfig.NONE);

  /** The same with another way to notice changes. */
  public ContinualConfig with(DriftConfig other) {
    return new ContinualConfig(other, replay, ewc);
  }

  /** The same with other examples that are trained on again. */
  public ContinualConfig with(ReplayConfig other) {
    return new ContinualConfig(drift, other, ewc);
  }

  /** The same with another pull. */
  public ContinualConfig with(EwcConfig other) {
    return new ContinualConfig(drift, replay, other);
  }
}
