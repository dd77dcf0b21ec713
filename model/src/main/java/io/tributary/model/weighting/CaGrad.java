package io.tributary.model.weighting;

/**
 * CAGrad, conflict-averse gradient descent (Liu et al. 2021, arXiv 2110.14048, algorithm 1): of all
 * directions within a ball around the mean delta d₀, of radius c‖d₀‖, the one whose worst task
 * gains most.
 *
 * <p>By the dual, d = d₀ + (c‖d₀‖/‖d_w‖)·d_w, where d_w = Σᵢ wᵢδᵢ and w is the point of the simplex
 * that minimises ⟨d_w, d₀⟩ + c‖d₀‖·‖d_w‖. Coefficients are K times those of d, so that c = 0 is the
 * plain sum; the paper's code divides by 1 + c² besides, which is not done here.
 */
final class CaGrad implements Direction {

  private final double radius;

  /** With c, of the paper, in [0, 1). */
  CaGrad(double radius) {
    this.radius = radius;
  }

  @Override
  public double[] coefficients(double[][] gram, long seed) {
    int size = gram.length;
    double[] withMean = new double[size];
    double meanSquare = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        withMean[i] += gram[i][j] / size;
      }
      meanSquare += withMean[i] / size;
    }
    double reach = radius * Math.sqrt(Math.max(0, meanSquare));
    double[] worst = Simplex.minimise(gram, withMean, reach);
    double norm = Math.sqrt(Math.max(0, Simplex.quadratic(gram, worst)));
    double[] coefficients = new double[size];
    for (int i = 0; i < size; i++) {
      coefficients[i] = 1 + (norm > 0 ? size * reach / norm * worst[i] : 0);
    }
    return coefficients;
  }
}
