package io.tributary.model.weighting;

import io.tributary.model.config.WeightingConfig.AlphaConfig;
import java.util.Arrays;

/**
 * αVIL (Kourdis, Gordon-Hall, Gorinski 2024, arXiv 2405.07769): tunes how much of each delta serves
 * the target, and lets task weights follow.
 *
 * <p>From α = 1, S gradient steps on the target's dev loss L(θ + Σⱼ αⱼδⱼ), whose derivative by αᵢ
 * is ⟨∇L, δᵢ⟩: αᵢ ← αᵢ − μ⟨∇L, δᵢ⟩. Then wᵢ ← wᵢ + (αᵢ − 1): a task whose delta the target wants
 * more of weighs more in the next round. The paper bounds neither; bounds here are options. Each
 * step sees the whole dev window, or a batch drawn from it.
 *
 * <p>A task without a delta keeps its weight; with an empty dev window α stays 1 and every weight
 * stays. When a slope is no finite number, because α has run off, tuning returns to the last α
 * whose slopes were finite. Nothing is remembered between rounds: α and its optimizer start afresh.
 */
final class AlphaVil implements Weighting {

  private final AlphaConfig config;

  AlphaVil(AlphaConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "alphavil";
  }

  @Override
  public float[] initialWeights(int tasks) {
    return Coefficients.ones(tasks);
  }

  @Override
  public Decision decide(Question question) {
    if (question.dev().isEmpty()) {
      return Decision.unmoved(question);
    }
    double[] alpha = tune(question);
    float[] weights = question.weights().clone();
    for (int i = 0; i < alpha.length; i++) {
      int task = question.tasks().get(i);
      double next = weights[task] + (alpha[i] - 1);
      weights[task] = (float) within(next, config.minWeight(), config.maxWeight());
    }
    return new Decision(Coefficients.toFloats(alpha), weights, question.state());
  }

  private double[] tune(Question question) {
    double[] alpha = new double[question.tasks().size()];
    Arrays.fill(alpha, 1);
    double[] usable = alpha;
    AlphaSteps steps = AlphaSteps.of(config.optimizer(), alpha.length);
    DevBatches batches =
        new DevBatches(question.dev(), config.batchSize(), question.seed(), question.round());
    for (int step = 0; step < config.steps(); step++) {
      double[] slopes =
          question.space().slopes(Coefficients.toFloats(alpha), batches.at(step)).byAlpha();
      if (!Coefficients.areFinite(slopes)) {
        return usable;
      }
      usable = alpha;
      alpha = steps.step(alpha, slopes);
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] = within(alpha[i], config.min(), config.max());
      }
    }
    return alpha;
  }

  /** The nearest number within bounds that single precision can hold. */
  private static double within(double value, double min, double max) {
    return Math.max(
        Math.max(min, -Float.MAX_VALUE), Math.min(Math.min(max, Float.MAX_VALUE), value));
  }
}
