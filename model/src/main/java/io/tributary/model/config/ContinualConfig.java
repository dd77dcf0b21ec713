package io.tributary.model.config;

import java.io.Serializable;

/**
 * What is done about streams that change.
 *
 * @param drift how changes are noticed, and what is done then
 */
public record ContinualConfig(DriftConfig drift) implements Serializable {

  /** Nothing. */
  public static final ContinualConfig NONE = new ContinualConfig(DriftConfig.NONE);
}
