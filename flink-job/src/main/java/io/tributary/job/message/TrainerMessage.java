package io.tributary.job.message;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.Joins;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.evaluation.Score;
import io.tributary.model.lineage.MiniEpochLineage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the coordinator is told. */
public sealed interface TrainerMessage {

  /** A message that belongs to one round of one task. */
  sealed interface OfRound extends TrainerMessage {
    /** The round it answers. */
    Fence fence();

    /** Index of the task. */
    int task();
  }

  /**
   * A trainer subtask has started.
   *
   * @param subtask its index
   * @param parallelism how many there are
   * @param incarnation random, minted at this start
   */
  record Hello(int subtask, int parallelism, long incarnation) implements TrainerMessage {}

  /**
   * A person has written to the topic of commands.
   *
   * @param offset there
   * @param text what was written, or so much of it that it is seen to be too long
   */
  record Commanded(long offset, String text) implements TrainerMessage {}

  /**
   * Examples in a record that was rejected.
   *
   * @param examplesByTask how many of which task; "" when the task is not known
   */
  record Rejected(Map<String, Integer> examplesByTask) implements TrainerMessage {}

  /**
   * What became of features and labels that came apart.
   *
   * @param joins more of each
   */
  record Joined(Joins joins) implements TrainerMessage {}

  /**
   * Examples in a record that was set aside because its window had ended.
   *
   * @param examplesByTask how many of which task
   */
  record Late(Map<String, Integer> examplesByTask) implements TrainerMessage {}

  /**
   * Under rounds by time, the oldest window that holds examples of a task and to which none will be
   * added. Told when the round is opened, and again when the answer changes, always before the
   * watermark that changed it is passed on.
   *
   * @param endsAt the first time after the window in milliseconds; null: there is none so far
   */
  record Settled(Fence fence, int task, @Nullable Long endsAt) implements OfRound {}

  /**
   * A mini-epoch is complete and being trained.
   *
   * @param endsAt event time of its last example in milliseconds, of the target under rounds by
   *     target; null otherwise
   */
  record Ready(Fence fence, int task, @Nullable Long endsAt) implements OfRound {}

  /**
   * A mini-epoch lacks examples.
   *
   * @param have examples at hand
   * @param need examples of the mini-epoch; 0 under rounds by time
   * @param until end of the oldest window with examples, under rounds by time
   */
  record Waiting(Fence fence, int task, long have, long need, @Nullable Long until)
      implements OfRound {}

  /**
   * New dev examples of the target, some of those that stand before the mini-epoch's end, in order.
   */
  record DevExamples(Fence fence, int task, List<Example> examples) implements OfRound {}

  /** Examples of the target's mini-epoch, which the round's parameters have not seen, in order. */
  record FreshExamples(Fence fence, int task, List<Example> examples) implements OfRound {}

  /**
   * Test examples that stand before the mini-epoch's end, for the period that the round is of; no
   * more than a period keeps, in an order by chance.
   */
  record TestExamples(Fence fence, int task, List<Example> examples) implements OfRound {}

  /**
   * A part of a delta.
   *
   * @param index of the part, from 0
   * @param values float32 little-endian
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record DeltaChunk(Fence fence, int task, int index, byte[] values) implements OfRound {}

  /**
   * The moments of a mini-epoch, sent with its delta when the weighting reads them.
   *
   * @param columns of a label
   * @param sums as {@link io.tributary.model.LabelMoments} has them
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Moments(Fence fence, int task, int columns, double[] sums) implements OfRound {}

  /**
   * A task's last word on a round; its dev examples and delta chunks went before.
   *
   * @param outcome whether there is a delta
   * @param training of the delta, when there is one
   * @param scores of the round's parameters on held-out examples, when they are a published
   *     checkpoint
   * @param counters of the task's examples as of now
   * @param spent where the trainer's time went
   */
  record Answer(
      Fence fence,
      int task,
      Outcome outcome,
      @Nullable Training training,
      List<HeldOutScore> scores,
      TaskCounters counters,
      Spent spent)
      implements OfRound {}

  /** How a task takes part in a round. */
  enum Outcome {
    /** With a delta. */
    DELTA,
    /** It has no examples in this round. */
    NONE,
    /** Its input has ended and cannot fill another mini-epoch. */
    EXHAUSTED,
    /** The run ends here: what was left is given up, and all is counted and scored. */
    ENDED
  }

  /**
   * How a delta came about.
   *
   * @param before score of the mini-epoch under the round's parameters
   * @param after score of the mini-epoch under the task's parameters after training
   * @param scale of the labels, for a regression
   * @param lineage of the mini-epoch
   * @param baselines on the mini-epoch; null when it was stored before there were such
   */
  record Training(
      Score before,
      Score after,
      LabelScale scale,
      MiniEpochLineage lineage,
      @Nullable Baselines baselines) {}

  /**
   * Milliseconds of a trainer's wall-clock time, from having the round's parameters to answering.
   *
   * @param waiting until the mini-epoch was there
   * @param working from then on: other tasks of the same subtask, scores, training
   */
  record Spent(double waiting, double working) {}

  /**
   * A score on examples that are never trained on.
   *
   * @param split dev or test
   * @param score of at least one example
   */
  record HeldOutScore(Split split, Score score) {}
}
