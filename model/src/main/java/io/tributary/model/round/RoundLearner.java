package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.round.RoundReport.TaskReport;
import io.tributary.model.weighting.Weighting;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finishes rounds: from a round's state and its deltas to the next state (Kourdis et al. 2024,
 * arXiv 2405.07769, algorithm 1). It is the one place where a round is learned, wherever rounds
 * run.
 *
 * <p>It keeps nothing between calls: the same arguments give the same bits. Used by one thread at a
 * time, as its engine is; the engine stays its owner's to close.
 */
public final class RoundLearner {

  private static final String NOT_FINITE = "an element of the delta is not a finite number";

  private final Engine engine;
  private final Weighting weighting;
  private final List<Task> tasks;
  private final Task target;
  private final Combiner combiner;
  private final Observation observation;

  /** A learner of a configuration's tasks. */
  public RoundLearner(Engine engine, Weighting weighting, Configuration configuration) {
    this.engine = engine;
    this.weighting = weighting;
    this.tasks = configuration.tasks().stream().map(task -> task.task()).toList();
    this.target = configuration.target();
    this.observation = new Observation(weighting, tasks);
    this.combiner =
        new Combiner(
            engine,
            weighting,
            target.index(),
            configuration.model().seed(),
            new Tolerance(configuration.dev().tolerance()));
  }

  /** The state before the first round. */
  public RoundState initial() {
    return new RoundState(
        0,
        engine.initialParameters(),
        weighting.initialWeights(tasks.size()),
        WeightingState.EMPTY,
        Collections.nCopies(tasks.size(), LabelScale.NONE));
  }

  /** Whether a task is trained at all: others bring no delta. */
  public boolean trains(int task) {
    return task == target.index() || weighting.trainsAuxiliaries();
  }

  /** What people should be told once, when one state of the weighting follows another; or null. */
  public @Nullable String remark(WeightingState before, WeightingState after) {
    return weighting.remark(before, after);
  }

  /** The delta with what the weighting reads of its mini-epoch; may be called by any thread. */
  TaskDelta observe(TaskDelta delta, MiniEpoch miniEpoch) {
    return observation.add(delta, miniEpoch);
  }

  /**
   * Finishes one round.
   *
   * <p>Deltas with an element that is not finite never enter it, and neither do those that would
   * make the parameters or the dev loss not finite (see {@link RoundReport#fallback} and {@link
   * TaskReport#guarded}); their tasks keep their weights. Without any delta the parameters stay. A
   * round that raises the dev loss beyond {@code dev.tolerance} is left out whole (see {@link
   * RoundReport#leftOut}).
   *
   * @param deltas computed from the state's parameters and weights, in any order, at most one of
   *     each task that is trained
   * @param scales how each task's labels are standardised now, one a task
   * @param dev the target's dev window, oldest first; may be empty
   * @throws IllegalArgumentException when deltas or scales are not as said
   */
  public RoundResult combine(
      RoundState state, List<TaskDelta> deltas, List<LabelScale> scales, List<Example> dev) {
    check(deltas, scales);
    List<TaskDelta> sorted = new ArrayList<>(deltas);
    sorted.sort(Comparator.comparingInt(TaskDelta::task));
    List<TaskDelta> finite = sorted.stream().filter(TaskDelta::isFinite).toList();
    LabelScale scale = scales.get(target.index());
    Score before =
        dev.isEmpty()
            ? Score.none(Metric.of(target.type()))
            : engine.score(state.parameters(), target.index(), dev, scale);
    Combination combination = combiner.combine(state, finite, scale, dev, before);
    RoundState next =
        new RoundState(
            state.round() + 1,
            combination.parameters(),
            combination.weights(),
            combination.state(),
            scales);
    return new RoundResult(next, report(next.round(), sorted, before, combination));
  }

  private RoundReport report(
      long round, List<TaskDelta> deltas, Score before, Combination combination) {
    Map<Integer, TaskDelta> byTask = new TreeMap<>();
    deltas.forEach(delta -> byTask.put(delta.task(), delta));
    List<TaskReport> reports = new ArrayList<>();
    for (Task task : tasks) {
      TaskDelta delta = byTask.get(task.index());
      float weight = combination.weights()[task.index()];
      reports.add(
          delta == null
              ? new TaskReport(task.index(), weight, null, 0, null, null, null)
              : report(delta, weight, combination));
    }
    return new RoundReport(
        round,
        weighting.name(),
        reports,
        before,
        combination.devAfter(),
        combination.fallback(),
        combination.leftOut());
  }

  private static TaskReport report(TaskDelta delta, float weight, Combination combination) {
    return new TaskReport(
        delta.task(),
        weight,
        combination.shares().get(delta.task()),
        delta.examples(),
        Shares.finite(delta.before().loss()),
        Shares.finite(delta.after().loss()),
        delta.isFinite() ? combination.guarded().get(delta.task()) : NOT_FINITE);
  }

  private void check(List<TaskDelta> deltas, List<LabelScale> scales) {
    if (scales.size() != tasks.size()) {
      throw new IllegalArgumentException(scales.size() + " scales for " + tasks.size() + " tasks");
    }
    Set<Integer> seen = new HashSet<>();
    for (TaskDelta delta : deltas) {
      int task = delta.task();
      if (task < 0 || task >= tasks.size() || !trains(task)) {
        throw new IllegalArgumentException("a delta of task " + task + ", which is not trained");
      }
      if (!seen.add(task)) {
        throw new IllegalArgumentException("two deltas of task " + task + " in one round");
      }
      if (delta.values().length != engine.layout().taskLength(task)) {
        throw new IllegalArgumentException(
            "a delta of task " + task + " has " + delta.values().length + " elements");
      }
    }
  }
}
