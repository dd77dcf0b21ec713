package io.tributary.model.config;

import java.io.Serializable;

/**
 * Examples that are trained on again.
 *
 * @param size of each task's reservoir; 0: nothing is kept or replayed
 * @param share replayed examples for each new one, above 0
 */
public record ReplayConfig(int size, double share) implements Serializable {

  /** Nothing is replayed. */
  public static final ReplayConfig NONE = new ReplayConfig(0, 0.5);
}
