package io.tributary.model.weighting;

import java.util.Arrays;

/**
 * Minimises a·x + s·√(xᵀGx) over the simplex {x ≥ 0, Σx = 1}: what several gradient methods come
 * down to. With a = 0 and s = 1 it is the shortest vector of a convex hull.
 *
 * <p>An interior-point method with a logarithmic barrier (Boyd and Vandenberghe 2004, sections 10.2
 * and 11.3), in double precision: some hundred steps of K³/6 operations, however much the vectors
 * behind G differ in length.
 */
final class Simplex {

  private static final double FIRST_BARRIER = 1e-1;
  private static final double LAST_BARRIER = 1e-13;
  private static final double SHRINK = 0.2;
  private static final int NEWTON_STEPS = 30;
  private static final int HALVINGS = 40;

  private final double[][] gram;
  private final double[] linear;
  private final double scale;
  private final double floor;
  private double barrier;

  private Simplex(double[][] gram, double[] linear, double scale, double floor) {
    this.gram = gram;
    this.linear = linear;
    this.scale = scale;
    this.floor = floor;
  }

  /**
   * The minimiser, to a duality gap of about 10⁻¹³·K of the largest number given.
   *
   * @param gram G, K × K, symmetric and positive semidefinite
   * @param linear a, K numbers
   * @param scale s, at least 0
   */
  static double[] minimise(double[][] gram, double[] linear, double scale) {
    double unit = 0;
    double longest = 0;
    for (int i = 0; i < linear.length; i++) {
      longest = Math.max(longest, gram[i][i]);
      unit = Math.max(unit, Math.abs(linear[i]));
    }
    unit = Math.max(unit, scale * Math.sqrt(longest));
    double[] x = new double[linear.length];
    Arrays.fill(x, 1.0 / x.length);
    // The norm has no slope at 0: it is rounded off there, far below what matters.
    Simplex problem = new Simplex(gram, linear, scale, 1e-24 * longest);
    for (double share = FIRST_BARRIER; share >= LAST_BARRIER && unit > 0; share *= SHRINK) {
      problem.barrier = share * unit;
      x = problem.centre(x);
    }
    double sum = Arrays.stream(x).sum();
    return Arrays.stream(x).map(share -> share / sum).toArray();
  }

  /** The minimiser with the barrier, from a point inside. */
  private double[] centre(double[] start) {
    double[] x = start;
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double[] direction = newton(x);
      double most = 1;
      for (int i = 0; i < x.length; i++) {
        most = direction[i] < 0 ? Math.min(most, -0.99 * x[i] / direction[i]) : most;
      }
      double[] next = descend(x, direction, most);
      if (next == x) {
        return x; // as near as numbers can tell
      }
      x = next;
    }
    return x;
  }

  /**
   * A point along a direction at which the slope is less steep, which in a convex function is lower
   * if it still falls. Slopes tell near points apart where values no longer do.
   */
  private double[] descend(double[] x, double[] direction, double most) {
    double before = Math.abs(dot(gradient(x), direction));
    double length = most;
    for (int i = 0; i < HALVINGS; i++) {
      double[] next = x.clone();
      for (int j = 0; j < x.length; j++) {
        next[j] += length * direction[j];
      }
      if (Math.abs(dot(gradient(next), direction)) < before) {
        return next;
      }
      length /= 2;
    }
    return x;
  }

  /** Without its mean, which no step within Σx = 1 can see. */
  private double[] gradient(double[] x) {
    double[] product = times(gram, x);
    double norm = norm(dot(product, x));
    double factor = norm > 0 ? scale / norm : 0;
    double[] gradient = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      gradient[i] = linear[i] + factor * product[i] - barrier / x[i];
      sum += gradient[i];
    }
    for (int i = 0; i < x.length; i++) {
      gradient[i] -= sum / x.length;
    }
    return gradient;
  }

  private double norm(double square) {
    return Math.sqrt(Math.max(0, square) + floor);
  }

  /** Newton's direction within Σx = 1. */
  private double[] newton(double[] x) {
    int size = x.length;
    double[] product = times(gram, x);
    double norm = norm(dot(product, x));
    double factor = norm > 0 ? scale / norm : 0;
    double[][] hessian = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        hessian[i][j] = factor * (gram[i][j] - product[i] / norm * (product[j] / norm));
      }
      hessian[i][i] += barrier / (x[i] * x[i]);
    }
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    double[] down = Cholesky.solve(hessian, gradient(x));
    double[] along = Cholesky.solve(hessian, ones);
    double multiplier = Arrays.stream(down).sum() / Arrays.stream(along).sum();
    for (int i = 0; i < size; i++) {
      down[i] = multiplier * along[i] - down[i];
    }
    return down;
  }

  /** xᵀGx. */
  static double quadratic(double[][] gram, double[] x) {
    return dot(times(gram, x), x);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] times(double[][] matrix, double[] x) {
    double[] product = new double[x.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], x);
    }
    return product;
  }
}
