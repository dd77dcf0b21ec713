package io.tributary.model.weighting;

import java.util.Random;

/** Seeds derived from others, so that nearby ones end far apart. */
final class Mixed {
  private Mixed() {}

  /** The seed of what one round draws. */
  static long seed(long seed, long round) {
    return mix(seed) + round;
  }

  /** The seed of what one step of a round draws. */
  static long seed(long seed, long round, int step) {
    return mix(mix(seed(seed, round)) + step);
  }

  /** One output of a freshly seeded generator. */
  private static long mix(long seed) {
    return new Random(seed).nextLong();
  }
}
