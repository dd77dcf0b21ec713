package io.tributary.model.weighting;

/**
 * MGDA, the multiple-gradient descent algorithm (Désidéri 2012; Sener and Koltun 2018, arXiv
 * 1810.04650, eq. 3): the shortest vector of the deltas' convex hull, which no task's loss rises
 * along to first order.
 *
 * <p>The paper's coefficients sum to 1; here they sum to K, so that equal shares are the plain sum
 * and not a K-th of it.
 */
final class Mgda implements Direction {

  @Override
  public double[] coefficients(double[][] gram, long seed) {
    double[] shares = Simplex.minimise(gram, new double[gram.length], 1);
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= gram.length;
    }
    return shares;
  }
}
