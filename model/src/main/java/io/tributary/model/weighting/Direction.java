package io.tributary.model.weighting;

/**
 * Finds one direction of the trunk from all deltas, each taken for a gradient step of its task. It
 * sees inner products alone: every such method moves within the span of the deltas.
 */
interface Direction {

  /**
   * The coefficients of the direction, scaled so that all ones is the plain sum.
   *
   * @param gram ⟨δᵢ, δⱼ⟩ over the trunk, K × K, symmetric, finite, with a positive diagonal; K ≥ 2
   * @param seed of what is random in it
   */
  double[] coefficients(double[][] gram, long seed);
}
