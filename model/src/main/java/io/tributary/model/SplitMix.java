package io.tributary.model;

/**
 * Well mixed bits of a number: the finaliser of SplitMix64 after one step of its Weyl sequence
 * (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
 */
public final class SplitMix {

  private SplitMix() {}

  /** The mixed bits; different for different numbers. */
  public static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The mixed bits of a text after those of a number. */
  public static long mix(long value, String text) {
    long hash = mix(value);
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash ^ text.charAt(i));
    }
    return hash;
  }
}
