package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.evaluation.Score;
import java.util.List;

/**
 * The space θ + Σⱼ αⱼδⱼ of one round: K coefficients stand for P parameters, so that a weighting
 * never sees a parameter. A head's part that α does not scale ({@link HeadSteps}) belongs to θ.
 * Reads the deltas until closed and holds a few vectors of P floats beside them, or K more where an
 * engine wants the deltas on its device; every call is linear in K·P beside the passes through the
 * network.
 */
public interface DeltaSpace extends AutoCloseable {

  /** Number of deltas, K. */
  int size();

  /** Euclidean norm of each delta, over the trunk and its head, statistics left out. */
  double[] norms();

  /** ⟨δᵢ, δⱼ⟩ over the trunk, statistics left out: K × K, symmetric. */
  double[][] trunkGram();

  /**
   * The target's score at given coefficients, in inference mode.
   *
   * @param alpha K coefficients
   * @param examples of the target
   */
  Score score(float[] alpha, List<Example> examples);

  /**
   * The target's mean loss that learning goes by, weighted by class, in inference mode: the
   * objective of {@link #score}, without its other numbers.
   *
   * @param alpha K coefficients
   * @param examples of the target, not empty
   */
  double objective(float[] alpha, List<Example> examples);

  /**
   * The target's mean loss and its exact derivatives by each coefficient, ∂L/∂αᵢ = ⟨∇L(θ + Σⱼ
   * αⱼδⱼ), δᵢ⟩, in inference mode. One backward pass and K dot products (Kourdis et al. 2024, arXiv
   * 2405.07769, eq. 4).
   *
   * @param alpha K coefficients
   * @param examples of the target, not empty
   */
  Slopes slopes(float[] alpha, List<Example> examples);

  /**
   * The parameters θ + Σⱼ αⱼδⱼ, whole; heads of tasks without a delta stay as they are.
   *
   * @param alpha K coefficients
   */
  float[] combine(float[] alpha);

  @Override
  void close();

  /**
   * A loss and its derivatives.
   *
   * @param loss mean over the examples
   * @param byAlpha ∂L/∂αᵢ, one a delta
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Slopes(double loss, double[] byAlpha) {}
}
