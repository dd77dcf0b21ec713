package io.tributary.benchmarks.suite.stream;

import java.util.random.RandomGenerator;

/**
 * The truth behind made tasks: relu features of an input along random directions of length 1.
 * Questions about one layer want the same hidden units; questions about two tell nothing of each
 * other.
 */
final class HiddenLayer {

  private static final double MEAN = 1 / Math.sqrt(2 * Math.PI); // of relu of a normal number

  private final float[][] directions;

  private HiddenLayer(float[][] directions) {
    this.directions = directions;
  }

  static HiddenLayer random(int units, int features, RandomGenerator random) {
    float[][] directions = gaussian(units, features, random);
    for (float[] direction : directions) {
      double square = 0;
      for (float x : direction) {
        square += (double) x * x;
      }
      for (int i = 0; i < features; i++) {
        direction[i] /= (float) Math.sqrt(square);
      }
    }
    return new HiddenLayer(directions);
  }

  /**
   * A question about the layer: the class whose random linear function of the units is highest.
   *
   * @param hidden of the layer
   * @param weights a row a class
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Question(HiddenLayer hidden, float[][] weights) {

    int classOf(float[] input) {
      double[] units = hidden.of(input);
      int best = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < weights.length; c++) {
        double score = 0;
        for (int i = 0; i < units.length; i++) {
          score += weights[c][i] * units[i];
        }
        if (score > highest) {
          highest = score;
          best = c;
        }
      }
      return best;
    }
  }

  Question question(int classes, RandomGenerator random) {
    return new Question(this, gaussian(classes, directions.length, random));
  }

  private double[] of(float[] input) {
    double[] units = new double[directions.length];
    for (int i = 0; i < units.length; i++) {
      double product = 0;
      for (int j = 0; j < input.length; j++) {
        product += directions[i][j] * input[j];
      }
      units[i] = Math.max(0, product) - MEAN;
    }
    return units;
  }

  private static float[][] gaussian(int rows, int columns, RandomGenerator random) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }
}
