package io.tributary.model.weighting;

import io.tributary.model.engine.HeadSteps;
import org.jspecify.annotations.Nullable;

/**
 * Decides how much of each delta a round takes and how much each task weighs in the next one.
 *
 * <p>A weighting holds nothing between rounds: what it must remember is in the {@link
 * WeightingState} that it returns, so that a restored job goes on as if nothing had happened. The
 * same question always gets the same answer.
 */
public interface Weighting {

  /** Its name in the configuration. */
  String name();

  /** Whether a task other than the target is trained at all. */
  default boolean trainsAuxiliaries() {
    return true;
  }

  /** What α does to the tasks' heads. */
  default HeadSteps headSteps() {
    return HeadSteps.SCALED;
  }

  /** Whether it is to be told the moments of each mini-epoch beside its delta. */
  default boolean readsMoments() {
    return false;
  }

  /**
   * Whether a task's weight multiplies its updates while its delta is computed; otherwise they are
   * taken whole, and what the weight means is the weighting's own affair.
   */
  default boolean weighsUpdates() {
    return true;
  }

  /** Whether it asks about {@link Question#fresh}, so that those examples must be brought along. */
  default boolean looksAtFresh() {
    return false;
  }

  /** The weights of the first round, one a task. */
  float[] initialWeights(int tasks);

  /** Answers for one round. */
  Decision decide(Question question);

  /**
   * Answers for a round in which {@code weighting.everyRounds} moves nothing: the weights stay, and
   * every α is 1 unless it follows from them. One that remembers all of the stream looks here too.
   */
  default Decision pass(Question question) {
    return Decision.unmoved(question);
  }

  /** What it remembers, without what it has found out about one task: that has changed. */
  default WeightingState forget(WeightingState state, int task) {
    return state;
  }

  /** What people should be told once, when a state follows another; null when there is nothing. */
  default @Nullable String remark(WeightingState before, WeightingState after) {
    return null;
  }

  /**
   * The answer.
   *
   * @param alpha one coefficient for each delta, in the deltas' order
   * @param weights one for each task, used in the next round
   * @param state handed back in the next question
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Decision(float[] alpha, float[] weights, WeightingState state) {

    /** Takes every delta whole and leaves task weights and state as they are. */
    public static Decision unmoved(Question question) {
      float[] alpha = Coefficients.ones(question.tasks().size());
      return new Decision(alpha, question.weights().clone(), question.state());
    }
  }
}
