package io.tributary.model.weighting;

import java.util.Arrays;

/**
 * Discriminative importance weighting (Sivasankaran, Vincent, Illina 2017): a task weighs more when
 * its delta alone lowers the target's dev loss. wᵢ ← max(0, wᵢ + η(L(θ) − L(θ + δᵢ))), then
 * rescaled so that the sum stays; α = 1. The additive form is ours: the paper searches weights on
 * dev data for one model and does not say how they move on a stream.
 *
 * <p>A task without a delta keeps its weight. Costs K + 1 passes over the dev window.
 */
final class Diw implements Weighting {

  private final double rate;

  /** With η, more than 0. */
  Diw(double rate) {
    this.rate = rate;
  }

  @Override
  public String name() {
    return "diw";
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
    int size = question.tasks().size();
    double before = question.space().objective(new float[size], question.dev());
    double[] moved = new double[size];
    double held = 0;
    for (int i = 0; i < size; i++) {
      float weight = question.weights()[question.tasks().get(i)];
      double after = question.space().objective(Coefficients.unit(size, i), question.dev());
      held += weight;
      moved[i] = Math.max(0, weight + rate * (before - after));
    }
    double sum = Arrays.stream(moved).sum();
    if (!Double.isFinite(sum)) {
      return Decision.unmoved(question);
    }
    float[] weights = question.weights().clone();
    for (int i = 0; i < size; i++) {
      double share = sum > 0 ? moved[i] / sum : 1.0 / size;
      weights[question.tasks().get(i)] = (float) (held * share);
    }
    return new Decision(Coefficients.ones(size), weights, question.state());
  }
}
