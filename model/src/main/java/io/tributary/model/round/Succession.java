package io.tributary.model.round;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.consolidation.Consolidation;
import io.tributary.model.weighting.WeightingState;

/**
 * Takes a state from one configuration to the next, where a command has changed it between two
 * rounds. The same states and configurations always give the same bits.
 */
public final class Succession {

  private Succession() {}

  /**
   * The state that the next round starts from. Another target, method, rule, other shadows or given
   * weights begin their weighting anew, from the parameters that are published; another target
   * forgets what the one before needed of them ({@link Consolidation}). Anything else goes on as it
   * is.
   *
   * @param state reached with the configuration before
   */
  public static RoundState after(RoundState state, Configuration before, Configuration after) {
    if (before.target().index() == after.target().index()
        && goesOn(before.weighting(), after.weighting())) {
      return state;
    }
    Branches then = Branches.of(before);
    Branches now = Branches.of(after);
    float[] published = then.parameters(state.parameters(), state.leader());
    return new RoundState(
        state.round(),
        now.replicate(published),
        now.weighting(0).initialWeights(after.tasks().size()),
        WeightingState.EMPTY,
        state.scales(),
        before.target().index() == after.target().index()
            ? state.consolidation()
            : Consolidation.NONE);
  }

  private static boolean goesOn(WeightingConfig before, WeightingConfig after) {
    return before.method().equals(after.method())
        && before.rule().equals(after.rule())
        && before.shadows().equals(after.shadows())
        && before.weights().equals(after.weights());
  }
}
