package io.tributary.model.weighting;

/** Given task weights that never move; every delta is taken whole. */
final class Fixed implements Weighting {

  private final float[] weights;

  /**
   * Weighs each task by a given number.
   *
   * @param weights one for each task
   */
  Fixed(float[] weights) {
    this.weights = weights.clone();
  }

  @Override
  public String name() {
    return "fixed";
  }

  @Override
  public float[] initialWeights(int tasks) {
    if (tasks != weights.length) {
      throw new IllegalArgumentException(
          "weights are given for " + weights.length + " tasks, not for " + tasks);
    }
    return weights.clone();
  }

  @Override
  public Decision decide(Question question) {
    return Decision.unmoved(question);
  }
}
