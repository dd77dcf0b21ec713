package io.tributary.model;

import io.tributary.model.evaluation.Score;
import org.jspecify.annotations.Nullable;

/**
 * What training one task on one mini-epoch changed: parameters after, minus the round's.
 *
 * @param task index of the task
 * @param miniEpoch number of the mini-epoch it was computed from
 * @param values over [trunk | the task's head], as long as {@link ParameterLayout#taskLength};
 *     owned by the delta and not copied. Statistics hold their change too
 * @param before score of the mini-epoch under the round's parameters: the prequential score
 * @param after score of the mini-epoch under the parameters after training
 * @param moments of the mini-epoch's examples, when the weighting reads them
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared nowhere; a copy would cost a pass over P floats
public record TaskDelta(
    int task,
    long miniEpoch,
    float[] values,
    Score before,
    Score after,
    @Nullable LabelMoments moments) {

  /** A delta without moments. */
  public TaskDelta(int task, long miniEpoch, float[] values, Score before, Score after) {
    this(task, miniEpoch, values, before, after, null);
  }

  /** The same delta with moments of its mini-epoch. */
  public TaskDelta with(@Nullable LabelMoments newMoments) {
    return new TaskDelta(task, miniEpoch, values, before, after, newMoments);
  }

  /** Examples it was trained on. */
  public long examples() {
    return before.examples();
  }

  /** Whether every element is a finite number. */
  public boolean isFinite() {
    return Finite.all(values);
  }
}
