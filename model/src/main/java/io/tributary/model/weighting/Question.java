package io.tributary.model.weighting;

import io.tributary.model.Example;
import io.tributary.model.LabelMoments;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.evaluation.FadingMean;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a weighting is asked about one round.
 *
 * @param round counted from 1; the seed of what is random in answering
 * @param seed of the model
 * @param target index of the target task
 * @param tasks index of the task of each delta: a task may have none in a round
 * @param weights one for each task, as used in this round
 * @param state what the weighting returned last, or {@link WeightingState#EMPTY}
 * @param space θ + Σⱼ αⱼδⱼ, to ask for the target's loss and its derivatives
 * @param dev the target's dev window, oldest first; may be empty
 * @param fresh the target's mini-epoch of this round, which θ and the auxiliaries' deltas know
 *     nothing of; empty when the target has no delta
 * @param moments of each delta's mini-epoch, by task, when the weighting reads them
 * @param gains the target's loss when it is trained alone minus that when it is trained with one
 *     task, by that task, where both are tried beside the weighting
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Question(
    long round,
    long seed,
    int target,
    List<Integer> tasks,
    float[] weights,
    WeightingState state,
    DeltaSpace space,
    List<Example> dev,
    List<Example> fresh,
    Map<Integer, LabelMoments> moments,
    Map<Integer, FadingMean> gains) {
  public Question {
    tasks = List.copyOf(tasks);
    moments = Collections.unmodifiableMap(new TreeMap<>(moments)); // in the order of the tasks
    gains = Map.copyOf(gains);
  }

  /** A question without a mini-epoch, moments and gains. */
  public Question(
      long round,
      long seed,
      int target,
      List<Integer> tasks,
      float[] weights,
      WeightingState state,
      DeltaSpace space,
      List<Example> dev) {
    this(round, seed, target, tasks, weights, state, space, dev, List.of(), Map.of(), Map.of());
  }
}
