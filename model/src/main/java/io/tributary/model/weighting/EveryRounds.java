package io.tributary.model.weighting;

import io.tributary.model.engine.HeadSteps;
import org.jspecify.annotations.Nullable;

/** Asks another weighting at every n-th round only; between, it passes. */
final class EveryRounds implements Weighting {

  private final Weighting method;
  private final int rounds;

  /**
   * Thins a method out.
   *
   * @param method asked at rounds r with r mod {@code rounds} = 0
   * @param rounds at least 1
   */
  EveryRounds(Weighting method, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("everyRounds is " + rounds + "; it must be at least 1");
    }
    this.method = method;
    this.rounds = rounds;
  }

  @Override
  public String name() {
    return method.name();
  }

  @Override
  public boolean trainsAuxiliaries() {
    return method.trainsAuxiliaries();
  }

  @Override
  public HeadSteps headSteps() {
    return method.headSteps();
  }

  @Override
  public boolean weighsUpdates() {
    return method.weighsUpdates();
  }

  @Override
  public boolean looksAtFresh() {
    return method.looksAtFresh();
  }

  @Override
  public float[] initialWeights(int tasks) {
    return method.initialWeights(tasks);
  }

  @Override
  public Decision decide(Question question) {
    return question.round() % rounds == 0 ? method.decide(question) : method.pass(question);
  }

  @Override
  public Decision pass(Question question) {
    return method.pass(question);
  }

  @Override
  public WeightingState forget(WeightingState state, int task) {
    return method.forget(state, task);
  }

  @Override
  public boolean readsMoments() {
    return method.readsMoments();
  }

  @Override
  public @Nullable String remark(WeightingState before, WeightingState after) {
    return method.remark(before, after);
  }
}
