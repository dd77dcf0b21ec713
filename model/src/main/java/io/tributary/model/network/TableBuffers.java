package io.tributary.model.network;

import java.util.Arrays;

/**
 * Arrays that are used by one mini-epoch after the other: new ones would have to be cleared, and
 * lie in no cache. Large ones are left to the garbage collector all the same.
 */
final class TableBuffers {
  private static final int KEPT = 1 << 20; // elements

  private float[] values = new float[0];
  private float[] gradient = new float[0];
  private float[][] memory = new float[0][];

  /** At least so many elements, with anything in them. */
  float[] values(int length) {
    float[] array = grown(values, length);
    values = kept(values, array);
    return array;
  }

  /** At least so many elements, the first of them 0. */
  float[] gradient(int length) {
    float[] array = cleared(gradient, length);
    gradient = kept(gradient, array);
    return array;
  }

  /** So many arrays of at least so many elements, the first of them 0. */
  float[][] memory(int count, int length) {
    if (memory.length != count) {
      memory = new float[count][0];
    }
    float[][] arrays = new float[count][];
    for (int i = 0; i < count; i++) {
      arrays[i] = cleared(memory[i], length);
      memory[i] = kept(memory[i], arrays[i]);
    }
    return arrays;
  }

  private static float[] grown(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  private static float[] cleared(float[] array, int length) {
    float[] grown = grown(array, length);
    if (grown == array) {
      Arrays.fill(grown, 0, length, 0f);
    }
    return grown;
  }

  private static float[] kept(float[] before, float[] now) {
    return now.length > KEPT ? before : now;
  }
}
