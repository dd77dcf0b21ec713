package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.consolidation.ElasticPull;
import io.tributary.model.engine.Engine;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.round.DriftReaction.Reacted;
import io.tributary.model.round.RoundReport.TaskReport;
import io.tributary.model.round.Tournament.Standing;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Engine engine;
  private final Branches branches;
  private final List<Task> tasks;
  private final Task target;
  private final List<Combiner> combiners;
  private final Observation observation;
  private final DriftReaction drift;
  private final Configuration configuration;
  private final ElasticPull elastic;
  private final RoundReporter reporter;

  /** A learner of a configuration's tasks. */
  public RoundLearner(Engine engine, Configuration configuration) {
    this.engine = engine;
    this.branches = Branches.of(configuration);
    this.tasks = configuration.tasks().stream().map(task -> task.task()).toList();
    this.target = configuration.target();
    this.configuration = configuration;
    this.drift =
        new DriftReaction(
            configuration.continual().drift(),
            branches,
            target.index(),
            branches.weighting(0).initialWeights(tasks.size()));
    this.observation = new Observation(branches.weighting(0), tasks);
    this.elastic = new ElasticPull(engine, configuration);
    this.reporter = new RoundReporter(branches, tasks);
    Tolerance tolerance = new Tolerance(configuration.dev().tolerance());
    this.combiners = new ArrayList<>();
    for (int branch = 0; branch < branches.size(); branch++) {
      combiners.add(
          new Combiner(
              engine,
              branches.weighting(branch),
              target.index(),
              configuration.model().seed(),
              tolerance,
              elastic));
    }
  }

  /** The lines of parameters that it learns. */
  public Branches branches() {
    return branches;
  }

  /** Index of the target task. */
  int target() {
    return target.index();
  }

  /** The state before the first round. */
  public RoundState initial() {
    return new RoundState(
        0,
        branches.replicate(engine.initialParameters()),
        branches.weighting(0).initialWeights(tasks.size()),
        WeightingState.EMPTY,
        Collections.nCopies(tasks.size(), LabelScale.NONE));
  }

  /**
   * A state that may have been stored with other branches, or before the last tasks were added. A
   * new task begins with the head and the weight that it would have begun a run with; then, as with
   * other branches, every branch begins with the parameters that were published, and the weighting
   * remembers nothing.
   *
   * @throws IllegalArgumentException when it has more tasks
   */
  public RoundState adopt(RoundState stored) {
    int before = stored.weights().length;
    int length = engine.layout().length();
    if (before == tasks.size()) {
      return branches.adopt(stored, length);
    }
    if (before > tasks.size()) {
      throw new IllegalArgumentException("a state of " + before + " tasks, not " + tasks.size());
    }
    int own = engine.layout().heads().get(before).offset();
    int from = stored.leader() * own;
    float[] published = Arrays.copyOfRange(stored.parameters(), from, from + own);
    float[] weights = branches.weighting(0).initialWeights(tasks.size());
    System.arraycopy(stored.weights(), 0, weights, 0, before);
    List<LabelScale> scales = new ArrayList<>(stored.scales());
    scales.addAll(Collections.nCopies(tasks.size() - before, LabelScale.NONE));
    return new RoundState(
        stored.round(),
        branches.replicate(withNewHeads(published)),
        weights,
        WeightingState.EMPTY,
        scales,
        stored.consolidation().extended(length));
  }

  /** The parameters of one branch; heads that they lack are as at the start of a run. */
  public float[] withNewHeads(float[] parameters) {
    if (parameters.length == engine.layout().length()) {
      return parameters;
    }
    float[] all = engine.initialParameters().clone();
    System.arraycopy(parameters, 0, all, 0, parameters.length);
    return all;
  }

  /** What people should be told once, when one state of the weighting follows another; or null. */
  public @Nullable String remark(WeightingState before, WeightingState after) {
    return branches.weighting(0).remark(before, after);
  }

  /** By what the learning rate of each task's next delta is multiplied. */
  float[] rates(RoundState state) {
    return LearningRates.of(configuration, state);
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
   * RoundReport#leftOut}). With shadows, each branch finishes the round for itself, and the report
   * tells the weights and shares of the method's branch, and the dev scores of the leader. All
   * branches are pulled to the parameters that were published ({@link ElasticPull}).
   *
   * @param deltas computed from the state's parameters and weights ({@link Branches#train}), in any
   *     order, at most one of each task that is trained
   * @param scales how each task's labels are standardised now, one a task
   * @param dev the target's dev window, oldest first; may be empty
   * @param fresh the target's mini-epoch; may be empty when it has no delta, or when {@link
   *     Branches#lookAtFresh} says that it is not needed
   * @throws IllegalArgumentException when deltas or scales are not as said
   */
  public RoundResult combine(
      RoundState state,
      List<TaskDelta> deltas,
      List<LabelScale> scales,
      List<Example> dev,
      List<Example> fresh) {
    check(deltas, scales);
    List<TaskDelta> sorted = new ArrayList<>(deltas);
    sorted.sort(Comparator.comparingInt(TaskDelta::task));
    Set<Integer> finite = new HashSet<>(); // in every branch
    sorted.stream().filter(TaskDelta::isFinite).forEach(delta -> finite.add(delta.task()));
    LabelScale scale = scales.get(target.index());
    int leader = state.leader();
    List<RoundState> states = branches.states(state);
    Score before = score(states.get(leader).parameters(), dev, scale);
    Trial trial = trial(state.weighting(), states, fresh, scale);
    List<Combination> combined = new ArrayList<>();
    for (int branch = 0; branch < branches.size(); branch++) {
      // A shadow that is not published is scored on the mini-epoch only.
      List<Example> seen = branch == 0 || branch == leader ? dev : List.of();
      RoundState own = states.get(branch);
      Score ownBefore = branch == leader ? before : score(own.parameters(), seen, scale);
      List<TaskDelta> usable =
          branches.deltas(sorted, branch, engine.layout()).stream()
              .filter(delta -> finite.contains(delta.task()) || delta.isFinite())
              .toList();
      combined.add(
          combiners
              .get(branch)
              .combine(
                  own,
                  usable,
                  scale,
                  seen,
                  ownBefore,
                  fresh,
                  branch == 0 ? trial.gains().byTask(branches.pairs()) : Map.of()));
    }
    Combination learned = combined.get(0);
    WeightingState weighting = learned.state();
    List<float[]> parameters =
        new ArrayList<>(combined.stream().map(Combination::parameters).toList());
    int ahead = leader;
    if (branches.size() > 1) {
      branches.settle(parameters, trial.standing(), engine.layout());
      ahead = trial.standing().next().leader();
      weighting = trial.in(weighting);
    }
    Reacted reacted = drift.after(state.weighting(), sorted, learned, weighting);
    RoundState next =
        new RoundState(
            state.round() + 1,
            branches.join(parameters),
            reacted.weights(),
            reacted.weighting(),
            scales,
            elastic.after(
                state.consolidation(), state.round() + 1, parameters.get(ahead), dev, scale));
    Score after =
        ahead == leader
            ? combined.get(leader).devAfter()
            : score(parameters.get(ahead), dev, scale);
    return new RoundResult(
        next,
        reporter.report(
            next.round(),
            sorted,
            finite,
            before,
            after,
            learned,
            combined.get(leader),
            ahead,
            reacted));
  }

  private Score score(float[] parameters, List<Example> examples, LabelScale scale) {
    return examples.isEmpty()
        ? Score.none(Metric.of(target.type()))
        : engine.score(parameters, target.index(), examples, scale);
  }

  /** Scores every branch on the mini-epoch before it has learned from it. */
  private Trial trial(
      WeightingState weighting, List<RoundState> states, List<Example> fresh, LabelScale scale) {
    Tournament tournament = Tournament.of(weighting, branches.size());
    Gains gains = Gains.of(weighting, branches.size());
    if (branches.size() == 1 || fresh.isEmpty()) {
      return new Trial(new Standing(tournament, List.of()), gains);
    }
    double[] losses = new double[branches.size()];
    for (int branch = 0; branch < losses.length; branch++) {
      float[] own = states.get(branch).parameters();
      losses[branch] = engine.objective(own, target.index(), fresh, scale);
    }
    Standing standing = tournament.after(losses, branches.pairs());
    return new Trial(standing, gains.after(losses, branches.pairs(), standing));
  }

  /** How branches have done on examples that were new to them. */
  private record Trial(Standing standing, Gains gains) {
    WeightingState in(WeightingState state) {
      return gains.in(standing.next().in(state));
    }
  }

  private void check(List<TaskDelta> deltas, List<LabelScale> scales) {
    if (scales.size() != tasks.size()) {
      throw new IllegalArgumentException(scales.size() + " scales for " + tasks.size() + " tasks");
    }
    Set<Integer> seen = new HashSet<>();
    for (TaskDelta delta : deltas) {
      int task = delta.task();
      if (task < 0 || task >= tasks.size() || !branches.train(task)) {
        throw new IllegalArgumentException("a delta of task " + task + ", which is not trained");
      }
      if (!seen.add(task)) {
        throw new IllegalArgumentException("two deltas of task " + task + " in one round");
      }
      if (delta.values().length != branches.deltaLength(task, engine.layout())) {
        throw new IllegalArgumentException(
            "a delta of task " + task + " has " + delta.values().length + " elements");
      }
    }
  }
}
