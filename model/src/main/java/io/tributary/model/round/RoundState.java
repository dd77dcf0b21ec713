package io.tributary.model.round;

import io.tributary.model.LabelScale;
import io.tributary.model.consolidation.Consolidation;
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
 * @param consolidation what is remembered of the parameters that were published
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared nowhere; a copy would cost a pass over P floats
public record RoundState(
    long round,
    float[] parameters,
    float[] weights,
    WeightingState weighting,
    List<LabelScale> scales,
    Consolidation consolidation) {
  public RoundState {
    scales = List.copyOf(scales);
  }

  /** With nothing remembered of what was published. */
  public RoundState(
      long round,
      float[] parameters,
      float[] weights,
      WeightingState weighting,
      List<LabelScale> scales) {
    this(round, parameters, weights, weighting, scales, Consolidation.NONE);
  }

  /** The branch that is published, by index. */
  public int leader() {
    return Tournament.leader(weighting);
  }

  /** The same with other parameters. */
  public RoundState with(float[] otherParameters) {
    return new RoundState(round, otherParameters, weights, weighting, scales, consolidation);
  }

  /** The same with something else remembered of what was published. */
  public RoundState with(Consolidation other) {
    return new RoundState(round, parameters, weights, weighting, scales, other);
  }
}
