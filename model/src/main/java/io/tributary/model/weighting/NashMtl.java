package io.tributary.model.weighting;

import java.util.Arrays;

/**
 * Nash-MTL (Navon et al. 2022, arXiv 2202.01017, claim 3.1): the direction on which the tasks would
 * agree in a bargain, d = Σᵢ aᵢδᵢ with a &gt; 0 and ⟨δᵢ, d⟩ = 1/aᵢ, so that no task's share of the
 * gain depends on the scale of its delta.
 *
 * <p>That a is where ½aᵀGa − Σ log aᵢ is least, a convex function, which a damped Newton method
 * finds; the paper solves the same by a sequence of convex problems. The bargain says nothing about
 * the length of d: here d is as long as the plain sum of the deltas. Task i's ⟨δᵢ, δⱼ⟩ with one
 * that points straight against it leaves no common direction; the matrix is therefore lifted by
 * 10⁻⁶ of its diagonal.
 */
final class NashMtl implements Direction {

  private static final int MOST_STEPS = 200;
  private static final double TOLERANCE = 1e-10;
  private static final double LIFT = 1e-6;

  @Override
  public double[] coefficients(double[][] gram, long seed) {
    int size = gram.length;
    // In units of each delta's own length, in which the numbers are near 1.
    double[] lengths = new double[size];
    Arrays.setAll(lengths, i -> Math.sqrt(gram[i][i]));
    double[][] cosines = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        cosines[i][j] = gram[i][j] / lengths[i] / lengths[j];
      }
      cosines[i][i] = 1 + LIFT;
    }
    double[] bargain = solve(cosines);
    for (int i = 0; i < size; i++) {
      bargain[i] /= lengths[i];
    }
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    double length = Simplex.quadratic(gram, bargain);
    double scale = length > 0 ? Math.sqrt(Math.max(0, Simplex.quadratic(gram, ones)) / length) : 0;
    for (int i = 0; i < size; i++) {
      bargain[i] *= scale;
    }
    return bargain;
  }

  /** The a with Ga = 1/a. */
  private static double[] solve(double[][] matrix) {
    int size = matrix.length;
    double[] a = new double[size];
    Arrays.fill(a, 1);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = new double[size];
      double[][] hessian = new double[size][];
      for (int i = 0; i < size; i++) {
        gradient[i] = Simplex.dot(matrix[i], a) - 1 / a[i];
        hessian[i] = matrix[i].clone();
        hessian[i][i] += 1 / (a[i] * a[i]);
      }
      double[] newton = Cholesky.solve(hessian, gradient);
      double decrement = Math.sqrt(Math.max(0, Simplex.dot(gradient, newton)));
      // The function is self-concordant: this step stays where a > 0 (Nesterov, Nemirovskii 1994).
      double damping = 1 / (1 + decrement);
      for (int i = 0; i < size; i++) {
        a[i] -= (decrement < 0.25 ? 1 : damping) * newton[i];
      }
      if (decrement < TOLERANCE) {
        return a;
      }
    }
    return a;
  }
}
