package io.tributary.model.weighting;

/** The target alone: the measure of whether auxiliary tasks help at all. */
final class SingleTask implements Weighting {

  private final int target;

  SingleTask(int target) {
    this.target = target;
  }

  @Override
  public String name() {
    return "single";
  }

  @Override
  public boolean trainsAuxiliaries() {
    return false;
  }

  @Override
  public float[] initialWeights(int tasks) {
    float[] weights = new float[tasks];
    weights[target] = 1;
    return weights;
  }

  @Override
  public Decision decide(Question question) {
    float[] alpha = new float[question.tasks().size()];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = question.tasks().get(i) == target ? 1 : 0;
    }
    return new Decision(alpha, question.weights().clone(), question.state());
  }
}
