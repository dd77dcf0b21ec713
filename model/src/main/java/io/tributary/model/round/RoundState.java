package io.tributary.model.round;

import io.tributary.model.LabelScale;
import io.tributary.model.weighting.WeightingState;
import java.util.List;

/**
 * All that learning carries from one round to the next.
 *
 * @param round finished rounds; 0 at the start
 * @param parameters θ of every branch, one after the other ({@link Branches}), each flat as the
 *     engine's layout says; owned by the state and never changed
 * @param weights wᵢ of the configured method, one a task, used when the next deltas are computed;
 *     never changed
 * @param weighting what the weighting remembers, and which branch is ahead
 * @param scales how each task's labels are standardised, one a task
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared nowhere; a copy would cost a pass over P floats
public record RoundState(
    long round,
    float[] parameters,
    float[] weights,
    WeightingState weighting,
    List<LabelScale> scales) {
  public RoundState {
    scales = List.copyOf(scales);
  }

  /** The branch that is published, by index. */
  public int leader() {
    return Tournament.leader(weighting);
  }

  /** The same with other parameters. */
  public RoundState with(float[] otherParameters) {
    return new RoundState(round, otherParameters, weights, weighting, scales);
  }
}
