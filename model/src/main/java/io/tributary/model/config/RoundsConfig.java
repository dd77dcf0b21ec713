package io.tributary.model.config;

import java.io.Serializable;
import java.time.Duration;

/** What ends a round. */
public sealed interface RoundsConfig extends Serializable {

  /**
   * A mini-epoch of target examples ends a round; each auxiliary task trains on its examples up to
   * the time of the last of them.
   *
   * @param idleAfter a partition silent for so long holds no round back; zero: it always does
   */
  record ByTarget(Duration idleAfter) implements RoundsConfig {}

  /**
   * Every task brings a mini-epoch of its own size.
   *
   * @param patience how long a round waits for tasks that have too few examples; zero: for all,
   *     however long
   */
  record ByCount(Duration patience) implements RoundsConfig {
    /** Whether a round waits for every task. */
    public boolean waitsForAll() {
      return patience.isZero();
    }
  }
}
