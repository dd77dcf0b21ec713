package io.tributary.model.round;

import io.tributary.model.evaluation.FadingMean;
import io.tributary.model.round.Tournament.Standing;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each pair has been worth: the baseline's loss minus the pair's on examples that neither has
 * seen, since both last had the same parameters; older rounds fade. A difference that has built up
 * over rounds is far surer than what one round's delta is worth. A pair that goes on from a leader
 * which the baseline does not follow tells nothing until they meet again.
 *
 * @param means one a branch; empty ones where there is nothing to tell
 * @param met one a branch: whether it has had the baseline's parameters
 */
record Gains(List<FadingMean> means, List<Boolean> met) {

  private static final double HORIZON = 12;

  private static final String MEANS = "branches.gain";
  private static final String APART = "branches.gain.apart";

  Gains {
    means = List.copyOf(means);
    met = List.copyOf(met);
  }

  /** As they stand in what the weighting remembers. */
  static Gains of(WeightingState state, int branches) {
    List<Boolean> met = new ArrayList<>();
    for (double apart : state.array(APART, branches)) {
      met.add(apart == 0);
    }
    return new Gains(state.means(MEANS, branches), met);
  }

  /**
   * After one more round.
   *
   * @param scored mean loss of each branch
   * @param standing what the tournament made of it
   */
  Gains after(double[] scored, Pairs pairs, Standing standing) {
    int leader = standing.next().leader();
    boolean follows = leader == pairs.baseline() || standing.restarted().contains(pairs.baseline());
    List<FadingMean> later = new ArrayList<>(means);
    List<Boolean> together = new ArrayList<>(met);
    for (int pair : pairs.tasks().keySet()) {
      double gain = scored[pairs.baseline()] - scored[pair];
      if (standing.restarted().contains(pair) || (pair == leader && follows)) {
        later.set(pair, FadingMean.NONE);
        together.set(pair, follows);
      } else if (met.get(pair) && Double.isFinite(gain)) {
        later.set(pair, means.get(pair).with(gain, HORIZON));
      }
    }
    return new Gains(later, together);
  }

  /** What the weighting remembers, without what is known of a task's pair. */
  static WeightingState forget(WeightingState state, Pairs pairs, int task) {
    WeightingState left = state;
    for (Map.Entry<Integer, Integer> pair : pairs.tasks().entrySet()) {
      left = pair.getValue() == task ? left.without(MEANS, pair.getKey()) : left;
    }
    return left;
  }

  /** By index of the task. */
  Map<Integer, FadingMean> byTask(Pairs pairs) {
    Map<Integer, FadingMean> gains = new TreeMap<>();
    pairs.tasks().forEach((branch, task) -> gains.put(task, means.get(branch)));
    return gains;
  }

  /** Adds them to what the weighting remembers. */
  WeightingState in(WeightingState state) {
    double[] apart = met.stream().mapToDouble(both -> both ? 0 : 1).toArray();
    return state.with(MEANS, means).with(APART, apart);
  }
}
