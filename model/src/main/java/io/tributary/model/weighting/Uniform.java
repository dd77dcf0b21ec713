package io.tributary.model.weighting;

/** Standard multitask learning: every task weighs 1 and every delta is taken whole. */
final class Uniform implements Weighting {

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public float[] initialWeights(int tasks) {
    return Coefficients.ones(tasks);
  }

  @Override
  public Decision decide(Question question) {
    return Decision.unmoved(question);
  }
}
