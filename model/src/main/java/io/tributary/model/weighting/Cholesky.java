package io.tributary.model.weighting;

/** Solves small symmetric positive definite systems. */
final class Cholesky {

  private Cholesky() {}

  /** The x with Mx = b; K³/6 operations. */
  static double[] solve(double[][] matrix, double[] b) {
    int size = b.length;
    double[][] lower = new double[size][size];
    double[] x = b.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
