package io.tributary.model.round;

import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.round.Tournament.Standing;
import io.tributary.model.weighting.Weighting;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The lines of parameters that a run trains side by side: the configured method's, and a shadow for
 * each that {@code weighting.shadows} names. All learn from the same mini-epochs; the one that is
 * ahead is published (see {@link Tournament}).
 *
 * <p>Their parameters lie one after the other in one flat array, the method's first, and so do the
 * deltas of a task, of those branches that train it. Without shadows such an array is that of the
 * one branch.
 */
public final class Branches {

  private final List<Branch> branches;
  private final Pairs pairs;

  private Branches(List<Branch> branches) {
    this.branches = List.copyOf(branches);
    this.pairs = Pairs.of(branches);
  }

  /** Those of a configuration. */
  public static Branches of(Configuration configuration) {
    return new Branches(Branch.of(configuration));
  }

  /** How many there are, at least 1. */
  public int size() {
    return branches.size();
  }

  /** Name of one: {@code learned} is the configured method's. */
  public String name(int branch) {
    return branches.get(branch).name();
  }

  /** Whether a round needs the target's mini-epoch beside its delta. */
  public boolean lookAtFresh() {
    return size() > 1 || weighting(0).looksAtFresh();
  }

  /** Whether a task is trained in some branch. */
  public boolean train(int task) {
    return trains(0, task);
  }

  /** The same parameters in every branch. */
  public float[] replicate(float[] parameters) {
    float[] all = new float[size() * parameters.length];
    for (int branch = 0; branch < size(); branch++) {
      System.arraycopy(parameters, 0, all, branch * parameters.length, parameters.length);
    }
    return all;
  }

  /** One branch's out of the parameters of all. */
  public float[] parameters(float[] all, int branch) {
    if (size() == 1) {
      return all;
    }
    int length = all.length / size();
    return Arrays.copyOfRange(all, branch * length, (branch + 1) * length);
  }

  /**
   * What is as long as the published parameters and is published beside them, by name: the
   * parameters of every other branch, and what is remembered of models that were published before.
   */
  public Map<String, float[]> beside(RoundState state) {
    Map<String, float[]> beside = new LinkedHashMap<>();
    for (int branch = 0; branch < size(); branch++) {
      if (branch != state.leader()) {
        beside.put(name(branch), parameters(state.parameters(), branch));
      }
    }
    beside.putAll(state.consolidation().named());
    return beside;
  }

  /**
   * The parameters of all.
   *
   * @param one those of a branch
   * @param branch which one
   * @param others gives those of every other branch by its name
   */
  public float[] join(float[] one, int branch, Function<String, float[]> others) {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      all.add(i == branch ? one : others.apply(name(i)));
    }
    return join(all);
  }

  /**
   * A state that may have been stored with other branches: then every branch begins with the
   * parameters that were published.
   *
   * @param length of the parameters of one branch
   */
  public RoundState adopt(RoundState stored, int length) {
    if (stored.parameters().length == size() * length) {
      return stored;
    }
    int from = stored.leader() * length;
    return new RoundState(
        stored.round(),
        replicate(Arrays.copyOfRange(stored.parameters(), from, from + length)),
        stored.weights(),
        Tournament.without(stored.weighting()),
        stored.scales(),
        stored.consolidation());
  }

  /**
   * Trains a task in every branch that trains it.
   *
   * @param engine to train with
   * @param parameters of all branches
   * @param leader the branch that is published; the scores are its, or the method's when it does
   *     not train the task
   * @param weight of the task in the method's branch
   * @param rate factor of the learning rate in every branch
   * @return the branches' deltas, one after the other
   */
  public TaskDelta train(
      Engine engine,
      float[] parameters,
      int leader,
      float weight,
      float rate,
      MiniEpoch miniEpoch) {
    List<TaskDelta> deltas = new ArrayList<>();
    TaskDelta told = null;
    float[] before = new float[0];
    for (int branch = 0; branch < size(); branch++) {
      if (trains(branch, miniEpoch.task())) {
        float own = branch == 0 && weighting(0).weighsUpdates() ? weight : 1;
        float[] theirs = parameters(parameters, branch);
        // Until the first decision that tells them apart, branches are the same.
        TaskDelta delta =
            own == 1 && branch > 0 && sameNetwork(engine, before, theirs, miniEpoch.task())
                ? deltas.get(deltas.size() - 1)
                : engine.train(theirs, own * rate, miniEpoch);
        before = own == 1 ? theirs : new float[0];
        deltas.add(delta);
        told = told == null || branch == leader ? delta : told;
      }
    }
    if (told == null) {
      throw new IllegalArgumentException("task " + miniEpoch.task() + " is not trained");
    }
    return deltas.size() == 1 ? told : joined(told, deltas);
  }

  private static boolean sameNetwork(Engine engine, float[] one, float[] other, int task) {
    ParameterLayout layout = engine.layout();
    return one.length == other.length
        && same(one, other, layout.trunk())
        && same(one, other, layout.heads().get(task));
  }

  private static boolean same(float[] one, float[] other, Segment part) {
    return Arrays.equals(one, part.offset(), part.end(), other, part.offset(), part.end());
  }

  private static TaskDelta joined(TaskDelta told, List<TaskDelta> deltas) {
    int length = told.values().length;
    float[] values = new float[deltas.size() * length];
    for (int i = 0; i < deltas.size(); i++) {
      System.arraycopy(deltas.get(i).values(), 0, values, i * length, length);
    }
    return new TaskDelta(told.task(), told.miniEpoch(), values, told.before(), told.after());
  }

  /** Each branch's state out of that of all; shadows remember nothing and weigh nothing. */
  List<RoundState> states(RoundState all) {
    List<RoundState> states = new ArrayList<>();
    for (int branch = 0; branch < size(); branch++) {
      states.add(state(all, branch));
    }
    return states;
  }

  private RoundState state(RoundState all, int branch) {
    if (size() == 1) {
      return all;
    }
    WeightingState remembered =
        branch == 0 ? Tournament.without(all.weighting()) : WeightingState.EMPTY;
    return new RoundState(
        all.round(),
        parameters(all.parameters(), branch),
        all.weights(),
        remembered,
        all.scales(),
        all.consolidation());
  }

  /** The parameters of all, given in order. */
  float[] join(List<float[]> parameters) {
    if (size() == 1) {
      return parameters.get(0);
    }
    int length = parameters.get(0).length;
    float[] all = new float[size() * length];
    for (int branch = 0; branch < size(); branch++) {
      System.arraycopy(parameters.get(branch), 0, all, branch * length, length);
    }
    return all;
  }

  /**
   * Puts the leader's parameters in the place of those of branches that lost. Heads that a branch
   * does not train are the method's, whatever its trunk: they are better than what they were at the
   * start.
   *
   * @param parameters one array a branch, replaced by others where they change
   */
  void settle(List<float[]> parameters, Standing standing, ParameterLayout layout) {
    for (int branch = 1; branch < size(); branch++) {
      float[] own = parameters.get(branch).clone();
      for (int task = 0; task < layout.heads().size(); task++) {
        if (!trains(branch, task)) {
          Segment head = layout.heads().get(task);
          System.arraycopy(parameters.get(0), head.offset(), own, head.offset(), head.length());
        }
      }
      parameters.set(branch, own);
    }
    standing
        .restarted()
        .forEach(loser -> parameters.set(loser, parameters.get(standing.next().leader())));
  }

  /** One branch's deltas out of those of all. */
  List<TaskDelta> deltas(List<TaskDelta> all, int branch, ParameterLayout layout) {
    List<TaskDelta> deltas = new ArrayList<>();
    for (TaskDelta delta : all) {
      int task = delta.task();
      if (size() == 1) {
        deltas.add(delta);
      } else if (trains(branch, task)) {
        int at = 0;
        for (int before = 0; before < branch; before++) {
          at += trains(before, task) ? 1 : 0;
        }
        int length = layout.taskLength(task);
        float[] values = Arrays.copyOfRange(delta.values(), at * length, (at + 1) * length);
        deltas.add(
            new TaskDelta(task, delta.miniEpoch(), values, delta.before(), delta.after())
                .with(delta.moments()));
      }
    }
    return deltas;
  }

  /** Number of elements of a task's deltas in all branches together. */
  int deltaLength(int task, ParameterLayout layout) {
    int length = 0;
    for (int branch = 0; branch < size(); branch++) {
      length += trains(branch, task) ? layout.taskLength(task) : 0;
    }
    return length;
  }

  /** The pairs among them. */
  Pairs pairs() {
    return pairs;
  }

  /** What is remembered, without what has been found out about one task. */
  WeightingState forget(WeightingState state, int task) {
    return Gains.forget(weighting(0).forget(state, task), pairs, task);
  }

  Weighting weighting(int branch) {
    return branches.get(branch).weighting();
  }

  private boolean trains(int branch, int task) {
    return branches.get(branch).tasks().contains(task);
  }
}
