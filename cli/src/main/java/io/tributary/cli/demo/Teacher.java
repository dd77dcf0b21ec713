package io.tributary.cli.demo;

import java.util.random.RandomGenerator;

/**
 * The truth behind a task of the demo: an input x belongs to the class whose score relu(a₂c·x) +
 * relu(a₂c₊₁·x) is highest, for orthonormal directions a. No linear model can tell the classes
 * apart well, and tasks with the same directions want the same hidden units.
 */
final class Teacher {

  private final float[][] directions;

  private Teacher(float[][] directions) {
    this.directions = directions;
  }

  /**
   * Teachers with directions orthogonal to each other's: what one wants tells nothing of another.
   */
  static Teacher[] unrelated(int teachers, int classes, int features, RandomGenerator random) {
    float[][] basis = orthonormal(teachers * 2 * classes, features, random);
    Teacher[] result = new Teacher[teachers];
    for (int i = 0; i < teachers; i++) {
      result[i] =
          new Teacher(java.util.Arrays.copyOfRange(basis, i * 2 * classes, (i + 1) * 2 * classes));
    }
    return result;
  }

  /** The class of an input. */
  int classOf(float[] input) {
    int best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int c = 0; 2 * c < directions.length; c++) {
      double score =
          Math.max(0, dot(directions[2 * c], input))
              + Math.max(0, dot(directions[2 * c + 1], input));
      if (score > bestScore) {
        best = c;
        bestScore = score;
      }
    }
    return best;
  }

  /** Gram and Schmidt's process over Gaussian vectors. */
  private static float[][] orthonormal(int count, int length, RandomGenerator random) {
    float[][] vectors = new float[count][length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < length; j++) {
        vectors[i][j] = (float) random.nextGaussian();
      }
      for (int k = 0; k < i; k++) {
        add(vectors[i], vectors[k], -dot(vectors[i], vectors[k]));
      }
      scale(vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])));
    }
    return vectors;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static void add(float[] to, float[] vector, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += (float) (factor * vector[i]);
    }
  }

  private static void scale(float[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= (float) factor;
    }
  }
}
