package io.tributary.model;

/** Tells whether numbers are finite. */
public final class Finite {

  private static final int SUMS = 8;

  private Finite() {}

  /** Whether no element is NaN or infinite. */
  public static boolean all(float[] values) {
    // A product with 0 is NaN exactly where an element is not finite, and stays so in a sum.
    // Sums of floats keep their order: one alone waits for each addition, several do not.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int whole = values.length - values.length % SUMS;
    for (int i = 0; i < whole; i += SUMS) {
      a += values[i] * 0f;
      b += values[i + 1] * 0f;
      c += values[i + 2] * 0f;
      d += values[i + 3] * 0f;
      e += values[i + 4] * 0f;
      f += values[i + 5] * 0f;
      g += values[i + 6] * 0f;
      h += values[i + 7] * 0f;
    }
    for (int i = whole; i < values.length; i++) {
      a += values[i] * 0f;
    }
    return a + b + c + d + e + f + g + h == 0f;
  }
}
