package io.tributary.model.round;

import io.tributary.model.TaskDelta;
import io.tributary.model.config.DriftConfig;
import io.tributary.model.config.DriftConfig.Reaction;
import io.tributary.model.drift.Drift;
import io.tributary.model.drift.Drift.Signal;
import io.tributary.model.drift.DriftWatch;
import io.tributary.model.drift.DriftWatch.Watched;
import io.tributary.model.drift.Signals;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Watches each round for changes of the stream, and does what is configured when there is one. All
 * that it remembers lies beside what the weighting remembers, so that a restored or reproduced run
 * goes on the same.
 */
final class DriftReaction {

  private final DriftConfig config;
  private final DriftWatch watch;
  private final Branches branches;
  private final int target;
  private final float[] start;

  /**
   * As configured.
   *
   * @param target index of the task
   * @param start weights of the first round
   */
  DriftReaction(DriftConfig config, Branches branches, int target, float[] start) {
    this.config = config;
    this.watch = new DriftWatch(config);
    this.branches = branches;
    this.target = target;
    this.start = start.clone();
  }

  /**
   * What is different after it.
   *
   * @param weights one a task, used in the next round
   * @param weighting with what the detectors remember
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Reacted(float[] weights, WeightingState weighting, List<Drift> drifts) {}

  /**
   * Takes a round in.
   *
   * @param before what was remembered before it
   * @param deltas of the round, guarded or not
   * @param learned what the method's branch made of them
   * @param weighting what is remembered after it, but for the detectors
   */
  Reacted after(
      WeightingState before,
      List<TaskDelta> deltas,
      Combination learned,
      WeightingState weighting) {
    WeightingState kept = DriftMemory.without(weighting);
    if (config.detector() == DriftConfig.Detector.NONE) {
      return new Reacted(learned.weights(), kept, List.of());
    }
    Map<String, double[]> memory = DriftMemory.of(before);
    Watched watched =
        watch.after(memory, target, error(deltas), Signals.shares(contributions(learned)));
    Set<Integer> concerned = concerned(watched.drifts());
    float[] weights = learned.weights();
    if (config.reaction() == Reaction.RESET_WEIGHT && !concerned.isEmpty()) {
      weights = weights.clone();
      for (int task : concerned) {
        weights[task] = start[task];
        kept = branches.forget(kept, task);
      }
    }
    Map<String, double[]> remembered = new TreeMap<>(watched.memory());
    if (config.reaction() == Reaction.RAISE_LEARNING_RATE) {
      LearningRates.raised(remembered, concerned, start.length, config.rounds());
    }
    return new Reacted(weights, DriftMemory.in(kept, remembered), watched.drifts());
  }

  private OptionalDouble error(List<TaskDelta> deltas) {
    return deltas.stream()
        .filter(delta -> delta.task() == target)
        .findFirst()
        .map(delta -> Signals.error(delta.before()))
        .orElse(OptionalDouble.empty());
  }

  private static Map<Integer, Double> contributions(Combination learned) {
    Map<Integer, Double> contributions = new TreeMap<>();
    learned
        .shares()
        .forEach(
            (task, share) -> {
              if (share.contribution() != null) {
                contributions.put(task, share.contribution());
              }
            });
    return contributions;
  }

  /** A target that has changed is a matter of every task: what has helped may not help any more. */
  private Set<Integer> concerned(List<Drift> drifts) {
    List<Integer> tasks = new ArrayList<>();
    for (Drift drift : drifts) {
      if (drift.signal() == Signal.ERROR) {
        for (int task = 0; task < start.length; task++) {
          tasks.add(task);
        }
      }
      tasks.add(drift.task());
    }
    return new TreeSet<>(tasks);
  }
}
