package io.tributary.model.weighting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * All eigenpairs of a real symmetric matrix, by cyclic Jacobi rotations (Golub and Van Loan, Matrix
 * Computations, section 8.5). About 10·N³ operations for N × N: for some hundreds of rows.
 *
 * @param values largest first
 * @param vectors one row for each value, of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Eigen(double[] values, double[][] vectors) {

  private static final int MOST_SWEEPS = 60;

  /** Of a symmetric matrix of finite numbers, which stays as it was. */
  static Eigen of(double[][] symmetric) {
    int size = symmetric.length;
    double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
    double[][] rows = new double[size][size];
    for (int i = 0; i < size; i++) {
      rows[i][i] = 1;
    }
    double negligible = 1e-30 * sumOfSquares(a, false);
    for (int sweep = 0; sweep < MOST_SWEEPS && sumOfSquares(a, true) > negligible; sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          if (a[p][q] != 0) {
            rotate(a, rows, p, q);
          }
        }
      }
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
            .mapToInt(i -> i)
            .toArray();
    return new Eigen(
        Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
        Arrays.stream(order).mapToObj(i -> rows[i]).toArray(double[][]::new));
  }

  /** One rotation in the plane of p and q that makes a[p][q] vanish. */
  private static void rotate(double[][] a, double[][] rows, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = cosine * kp - sine * kq;
      a[k][q] = sine * kp + cosine * kq;
    }
    turn(a[p], a[q], cosine, sine);
    turn(rows[p], rows[q], cosine, sine);
    a[p][q] = 0;
    a[q][p] = 0;
  }

  private static void turn(double[] p, double[] q, double cosine, double sine) {
    for (int k = 0; k < p.length; k++) {
      double old = p[k];
      p[k] = cosine * old - sine * q[k];
      q[k] = sine * old + cosine * q[k];
    }
  }

  private static double sumOfSquares(double[][] a, boolean offDiagonal) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += offDiagonal && i == j ? 0 : a[i][j] * a[i][j];
      }
    }
    return sum;
  }
}
