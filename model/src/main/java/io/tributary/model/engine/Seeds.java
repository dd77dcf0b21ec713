package io.tributary.model.engine;

/** Seeds derived from the model's seed and from what is drawn. */
final class Seeds {
  private Seeds() {}

  /** The seed of initial parameters: of the trunk, or of a task's head. */
  static long of(long seed, String name) {
    long hash = mix(seed);
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ name.charAt(i));
    }
    return hash;
  }

  /** The seed of what is random in training one mini-epoch. */
  static long of(long seed, String task, long miniEpoch) {
    return mix(of(seed, task) ^ mix(miniEpoch));
  }

  // The finaliser of SplitMix64 (Steele, Lea, Flood 2014) after one step of its Weyl sequence.
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
