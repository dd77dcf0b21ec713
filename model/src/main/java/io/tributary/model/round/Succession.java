package io.tributary.model.round;

import io.tributary.model.LabelScale;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.consolidation.Consolidation;
import io.tributary.model.weighting.WeightingState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes a state from one configuration to the next, where a command has changed it between two
 * rounds. The same states and configurations always give the same bits.
 */
public final class Succession {

  private Succession() {}

  /**
   * The state that the next round starts from. Another target, method, rule, other shadows or given
   * weights begin their weighting anew, from the parameters that are published; so does a new task,
   * beside which the others keep their weights. Another target forgets what the one before needed
   * of the parameters ({@link Consolidation}). Anything else goes on as it is.
   *
   * @param state reached with the configuration before
   * @param withNewHeads gives the parameters of one branch the heads of tasks that are new; see
   *     {@link RoundLearner#withNewHeads}
   */
  public static RoundState after(
      RoundState state,
      Configuration before,
      Configuration after,
      UnaryOperator<float[]> withNewHeads) {
    int more = after.tasks().size() - before.tasks().size();
    boolean sameTarget = before.target().index() == after.target().index();
    boolean sameWeighting = sameTarget && goesOn(before.weighting(), after.weighting());
    if (more == 0 && sameWeighting) {
      return state;
    }
    Branches then = Branches.of(before);
    Branches now = Branches.of(after);
    float[] published = then.parameters(state.parameters(), state.leader());
    float[] continued = more == 0 ? published : withNewHeads.apply(published);
    float[] weights = now.weighting(0).initialWeights(after.tasks().size());
    if (sameWeighting) {
      System.arraycopy(state.weights(), 0, weights, 0, state.weights().length);
    }
    List<LabelScale> scales = new ArrayList<>(state.scales());
    scales.addAll(Collections.nCopies(more, LabelScale.NONE));
    return new RoundState(
        state.round(),
        now.replicate(continued),
        weights,
        WeightingState.EMPTY,
        scales,
        sameTarget ? state.consolidation().extended(continued.length) : Consolidation.NONE);
  }

  private static boolean goesOn(WeightingConfig before, WeightingConfig after) {
    return before.method().equals(after.method())
        && before.rule().equals(after.rule())
        && before.shadows().equals(after.shadows())
        && before.weights().equals(after.weights());
  }
}
