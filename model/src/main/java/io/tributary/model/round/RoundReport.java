package io.tributary.model.round;

import io.tributary.model.drift.Drift;
import io.tributary.model.evaluation.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one round did. Numbers that there are none of, or that are not finite, are null.
 *
 * @param round counted from 1
 * @param method name of the weighting
 * @param leader the branch whose parameters are published from now on; null without shadows
 * @param tasks one entry a task, in task order
 * @param devBefore the target's dev window under the published parameters at the round's start
 * @param devAfter the target's dev window under those at its end
 * @param fallback why the weighting's answer was not used, or null
 * @param leftOut whether nothing of the round entered the parameters, because it raised the dev
 *     loss beyond the tolerance
 * @param drifts changes of the stream that it has shown
 */
public record RoundReport(
    long round,
    String method,
    @Nullable String leader,
    List<TaskReport> tasks,
    Score devBefore,
    Score devAfter,
    @Nullable String fallback,
    boolean leftOut,
    List<Drift> drifts) {

  public RoundReport {
    tasks = List.copyOf(tasks);
    drifts = List.copyOf(drifts);
  }

  /** Deltas that were left out, one by one or with the whole round. */
  public long guarded() {
    return tasks.stream().filter(task -> task.guarded() != null).count();
  }

  /**
   * One task's part in the round.
   *
   * @param task index
   * @param weight used in the next round
   * @param share of its delta in the combination; null without one
   * @param examples its delta was computed from, guarded or not
   * @param lossBefore mean over its mini-epoch under the round's parameters
   * @param lossAfter mean over its mini-epoch under the parameters after its training
   * @param guarded why its delta was left out, or null
   */
  public record TaskReport(
      int task,
      float weight,
      @Nullable Share share,
      long examples,
      @Nullable Double lossBefore,
      @Nullable Double lossAfter,
      @Nullable String guarded) {}

  /**
   * A delta's share in the combination.
   *
   * @param alpha its coefficient
   * @param deltaNorm Euclidean, over trunk and head
   * @param cosineToTarget between its trunk and that of the target's delta
   * @param contribution −αᵢ⟨g, δᵢ⟩ with g at α = 1: its first-order share of the fall of the
   *     target's dev loss
   */
  public record Share(
      double alpha,
      @Nullable Double deltaNorm,
      @Nullable Double cosineToTarget,
      @Nullable Double contribution) {

    /** What is told of it when the whole round is left out. */
    Share leftOut() {
      return new Share(0, deltaNorm, cosineToTarget, contribution);
    }
  }
}
