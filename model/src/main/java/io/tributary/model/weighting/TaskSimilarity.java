package io.tributary.model.weighting;

import io.tributary.model.Example;
import java.util.List;

/**
 * How alike the inputs of two tasks are spread: the covariance similarity score of Wu, Zhang, Ré
 * 2020, arXiv 2005.00944, equation 5. With the leading eigenpairs (U, D) of XᵀX whose eigenvalues
 * hold 99 % of their sum, for each task,
 *
 * <p>‖(U₁D₁^½)ᵀ U₂D₂^½‖ / (‖U₁D₁^½‖ · ‖U₂D₂^½‖), in Frobenius norms.
 *
 * <p>It lies between 0, of inputs in orthogonal subspaces, and 1, which two tasks reach whose
 * inputs lie on one line; it does not change when both are turned by the same rotation, or one is
 * scaled.
 */
public final class TaskSimilarity {

  private static final double KEPT = 0.99;

  private TaskSimilarity() {}

  /** The score of two sets of inputs of the same length; 0 when one of them is all 0. */
  public static double ofInputs(List<float[]> first, List<float[]> second) {
    return of(products(first), products(second));
  }

  /** The score of the inputs of two tasks' examples. */
  public static double ofExamples(List<Example> first, List<Example> second) {
    return ofInputs(
        first.stream().map(Example::features).toList(),
        second.stream().map(Example::features).toList());
  }

  /**
   * The score of two matrices XᵀX, symmetric and of the same size; costs about 20·N³ operations for
   * N features.
   */
  static double of(double[][] first, double[][] second) {
    double[][] one = factor(Eigen.of(first));
    double[][] other = factor(Eigen.of(second));
    double product = 0;
    for (double[] row : one) {
      for (double[] with : other) {
        double dot = Simplex.dot(row, with);
        product += dot * dot;
      }
    }
    double lengths = squares(one) * squares(other);
    return lengths > 0 ? Math.sqrt(product / lengths) : 0;
  }

  /** The rows d^½uᵀ of the leading eigenpairs. */
  private static double[][] factor(Eigen eigen) {
    double sum = 0;
    for (double value : eigen.values()) {
      sum += Math.max(0, value);
    }
    int kept = 0;
    double held = 0;
    while (kept < eigen.values().length && held < KEPT * sum) {
      held += Math.max(0, eigen.values()[kept++]);
    }
    double[][] rows = new double[kept][];
    for (int i = 0; i < kept; i++) {
      double root = Math.sqrt(Math.max(0, eigen.values()[i]));
      rows[i] = eigen.vectors()[i].clone();
      for (int f = 0; f < rows[i].length; f++) {
        rows[i][f] *= root;
      }
    }
    return rows;
  }

  private static double squares(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum += Simplex.dot(row, row);
    }
    return sum;
  }

  private static double[][] products(List<float[]> inputs) {
    int size = inputs.isEmpty() ? 0 : inputs.get(0).length;
    double[][] products = new double[size][size];
    for (float[] input : inputs) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          products[i][j] += (double) input[i] * input[j];
        }
      }
    }
    return products;
  }
}
