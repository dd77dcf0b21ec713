package io.tributary.model.round;

import io.tributary.model.evaluation.FadingMean;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which branch is ahead, by the target's prequential loss: before a round's mini-epoch trains the
 * branches, each is scored on it. The leader is the one with the least sum of these losses, older
 * ones fading (Herbster and Warmuth 1998 track the best expert so; what follows is ours). A branch
 * that is behind the leader by more than {@value #ERRORS} standard errors of their paired
 * differences goes on from the leader's parameters, as branches do in ForkMerge (Jiang et al. 2023,
 * arXiv 2301.12618), and when the baseline is, all pairs do; what was known of them is forgotten.
 *
 * <p>So what is published is about as good as the best branch, and a branch that the past has
 * spoiled, by a task that has since changed, is no longer held back by it.
 *
 * @param leader index of the branch that is published
 * @param losses fading sum of each branch's losses
 * @param behind each branch's loss minus the leader's
 */
record Tournament(int leader, List<Double> losses, List<FadingMean> behind) {

  private static final double HORIZON = 30;
  private static final double ERRORS = 3;
  private static final double ROUNDS = 8;

  private static final String LEADER = "branches.leader";
  private static final String LOSSES = "branches.losses";
  private static final String BEHIND = "branches";
  private static final String OF_BRANCHES = "branches.";

  Tournament {
    losses = List.copyOf(losses);
    behind = List.copyOf(behind);
  }

  /**
   * After one more round.
   *
   * @param next the tournament
   * @param restarted branches that go on from the leader's parameters
   */
  record Standing(Tournament next, List<Integer> restarted) {}

  /** As it stands in what the weighting remembers. */
  static Tournament of(WeightingState state, int branches) {
    List<Double> losses = Arrays.stream(state.array(LOSSES, branches)).boxed().toList();
    return new Tournament(leader(state), losses, state.means(BEHIND, branches));
  }

  /** The leader alone; 0 before the first round. */
  static int leader(WeightingState state) {
    double[] leader = state.values().get(LEADER);
    return leader == null ? 0 : (int) leader[0];
  }

  /**
   * Judges a round.
   *
   * @param scored mean loss of each branch on examples that none has seen; one that is no finite
   *     number loses at once
   */
  Standing after(double[] scored, Pairs pairs) {
    double worst = Arrays.stream(scored).filter(Double::isFinite).max().orElse(0);
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < scored.length; i++) {
      double loss = Double.isFinite(scored[i]) ? scored[i] : Math.abs(worst) * HORIZON + HORIZON;
      sums.add(losses.get(i) * (1 - 1 / HORIZON) + loss);
    }
    int ahead = leader;
    for (int i = 0; i < scored.length; i++) {
      ahead = sums.get(i) < sums.get(ahead) ? i : ahead;
    }
    List<FadingMean> differences = new ArrayList<>();
    List<Integer> losers = new ArrayList<>();
    for (int i = 0; i < scored.length; i++) {
      double difference = scored[i] - scored[ahead];
      FadingMean now =
          Double.isFinite(difference) ? behind.get(i).with(difference, HORIZON) : behind.get(i);
      differences.add(now);
      boolean far = now.count() >= ROUNDS && now.standardErrors() > ERRORS;
      if (i != ahead && (far || !Double.isFinite(scored[i]))) {
        losers.add(i);
      }
    }
    List<Integer> restarted = pairs.with(losers, ahead);
    for (int loser : restarted) {
      sums.set(loser, sums.get(ahead));
      differences.set(loser, FadingMean.NONE);
    }
    return new Standing(new Tournament(ahead, sums, differences), restarted);
  }

  /** Adds it to what the weighting remembers. */
  WeightingState in(WeightingState state) {
    return state
        .with(LEADER, new double[] {leader})
        .with(LOSSES, losses.stream().mapToDouble(Double::doubleValue).toArray())
        .with(BEHIND, behind);
  }

  /** What the weighting remembers, without anything of branches. */
  static WeightingState without(WeightingState state) {
    Map<String, double[]> values = new TreeMap<>(state.values());
    values.keySet().removeIf(name -> name.startsWith(OF_BRANCHES));
    return new WeightingState(values);
  }
}
