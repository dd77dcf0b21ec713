package io.tributary.model.config;

import java.io.Serializable;

/**
 * Elastic weight consolidation: a pull to the parameters that were published.
 *
 * @param strength of the pull in each round; 0: there is none
 * @param models published ones that are remembered in full; older ones fade
 * @param examples newest of the dev window that tell what matters in a published model
 */
public record EwcConfig(double strength, int models, int examples) implements Serializable {

  /** No pull. */
  public static final EwcConfig NONE = new EwcConfig(0, 100, 256);
}
