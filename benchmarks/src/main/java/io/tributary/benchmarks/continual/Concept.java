package io.tributary.benchmarks.continual;

import java.util.random.RandomGenerator;

/**
 * A truth: the class whose random linear function of the input is highest, over inputs around a
 * centre.
 *
 * @param weights a row a class
 * @param centre of the inputs
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Concept(float[][] weights, float[] centre) {

  static final int FEATURES = 10;
  static final int CLASSES = 3;

  /** A random one. */
  static Concept random(RandomGenerator random, double distance) {
    float[][] weights = new float[CLASSES][];
    for (int i = 0; i < CLASSES; i++) {
      weights[i] = gaussian(random, 1);
    }
    return new Concept(weights, gaussian(random, distance));
  }

  /** An input; the labels of what lies around it are as mixed as those around 0. */
  float[] input(RandomGenerator random) {
    float[] input = gaussian(random, 1);
    for (int i = 0; i < FEATURES; i++) {
      input[i] += centre[i];
    }
    return input;
  }

  int label(float[] input) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CLASSES; i++) {
      double sum = 0;
      for (int j = 0; j < FEATURES; j++) {
        sum += weights[i][j] * (input[j] - centre[j]);
      }
      best = sum > highest ? i : best;
      highest = Math.max(highest, sum);
    }
    return best;
  }

  private static float[] gaussian(RandomGenerator random, double deviation) {
    float[] values = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
