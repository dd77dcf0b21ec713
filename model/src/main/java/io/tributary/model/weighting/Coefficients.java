package io.tributary.model.weighting;

import java.util.Arrays;

/** Small vectors with one number a delta. */
final class Coefficients {

  private Coefficients() {}

  /** Every delta taken whole. */
  static float[] ones(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** One delta taken whole, and no other. */
  static float[] unit(int size, int delta) {
    float[] unit = new float[size];
    unit[delta] = 1;
    return unit;
  }

  /** The nearest single-precision numbers. */
  static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Whether every element is a number that single precision can hold. */
  static boolean areFinite(double[] values) {
    return Arrays.stream(values).allMatch(value -> Math.abs(value) <= Float.MAX_VALUE);
  }
}
