package io.tributary.model.weighting;

import java.util.Arrays;
import java.util.Random;

/**
 * PCGrad, projecting conflicting gradients (Yu et al. 2020, arXiv 2001.06782, algorithm 1): each
 * delta, where it points against another, loses its component along that other, in a random order
 * of the others; the rests are summed.
 *
 * <p>Costs K³ operations on numbers of one round, no pass through the network.
 */
final class PcGrad implements Direction {

  @Override
  public double[] coefficients(double[][] gram, long seed) {
    int size = gram.length;
    double[] sum = new double[size];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      // The projected delta i as coefficients of all deltas.
      double[] projected = new double[size];
      projected[i] = 1;
      for (int j : shuffled(size, random)) {
        double product = i == j ? 0 : Simplex.dot(gram[j], projected);
        if (product < 0) {
          projected[j] -= product / gram[j][j];
        }
      }
      for (int k = 0; k < size; k++) {
        sum[k] += projected[k];
      }
    }
    return sum;
  }

  private static int[] shuffled(int size, Random random) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }
}
