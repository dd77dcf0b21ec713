package io.tributary.model.weighting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A greedy search for α over a grid, after ForkMerge (Jiang et al. 2023, arXiv 2301.12618): deltas
 * are ordered by the target's dev loss L(θ + δᵢ); from the best, each next one is mixed in, α ← (1
 * − λ)α + λeᵢ, with the λ in {0, 0.2, …, 1} that lowers the dev loss most. Task weights stay 1.
 * With an empty dev window α stays 1.
 *
 * <p>Costs 6K − 5 passes over the dev window.
 */
final class Grid implements Weighting {

  private static final int STEPS = 5;

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public float[] initialWeights(int tasks) {
    return Coefficients.ones(tasks);
  }

  @Override
  public Decision decide(Question question) {
    int size = question.tasks().size();
    if (question.dev().isEmpty() || size == 0) {
      return Decision.unmoved(question);
    }
    double[] alone = new double[size];
    Arrays.setAll(alone, i -> loss(question, Coefficients.unit(size, i)));
    int[] order = best(alone);
    float[] alpha = Coefficients.unit(size, order[0]);
    double lowest = alone[order[0]];
    for (int next = 1; next < size; next++) {
      float[] from = alpha;
      for (int step = 1; step <= STEPS; step++) {
        float[] mixed = mixed(from, order[next], (float) step / STEPS);
        double loss = step == STEPS ? alone[order[next]] : loss(question, mixed);
        if (loss < lowest) {
          lowest = loss;
          alpha = mixed;
        }
      }
    }
    return new Decision(alpha, question.weights().clone(), question.state());
  }

  private static double loss(Question question, float[] alpha) {
    return question.space().objective(alpha, question.dev());
  }

  /** Indexes by loss, the lowest first; a loss that is no number comes last. */
  private static int[] best(double[] losses) {
    return IntStream.range(0, losses.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> losses[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static float[] mixed(float[] alpha, int delta, float share) {
    float[] mixed = alpha.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] *= 1 - share;
    }
    mixed[delta] += share;
    return mixed;
  }
}
