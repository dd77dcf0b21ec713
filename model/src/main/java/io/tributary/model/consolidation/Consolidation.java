package io.tributary.model.consolidation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is remembered of published parameters θ₁, θ₂, …: the sum of their penalties ½ Σₖ cₖ Σᵢ Fₖᵢ
 * (θᵢ − θₖᵢ)², in which Fₖ is the diagonal of the Fisher information at θₖ (Kirkpatrick et al.
 * 2017, "Overcoming catastrophic forgetting in neural networks", eq. 3, with a term for each
 * model). The shares cₖ add up to 1. But for a constant, that sum is one such penalty: its
 * importance is the mean of the Fₖ, and its anchor the mean of the θₖ weighted by them.
 *
 * @param importance of each parameter, flat as the engine's layout says, at least 0; empty when
 *     nothing is remembered; never changed
 * @param anchor as long; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; as parameters are
public record Consolidation(float[] importance, float[] anchor) {

  /** Name of the importance where named arrays are kept. */
  public static final String IMPORTANCE = "ewc-importance";

  /** Name of the anchor there. */
  public static final String ANCHOR = "ewc-anchor";

  /** Nothing is remembered. */
  public static final Consolidation NONE = new Consolidation(new float[0], new float[0]);

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return importance.length == 0;
  }

  /** Both arrays by their names; none when nothing is remembered. */
  public Map<String, float[]> named() {
    Map<String, float[]> named = new LinkedHashMap<>();
    if (!isEmpty()) {
      named.put(IMPORTANCE, importance);
      named.put(ANCHOR, anchor);
    }
    return named;
  }

  /** The same for parameters with more heads at their end, which nothing is known of. */
  public Consolidation extended(int length) {
    return isEmpty() || importance.length == length
        ? this
        : new Consolidation(Arrays.copyOf(importance, length), Arrays.copyOf(anchor, length));
  }

  /**
   * With one more model.
   *
   * @param fisher diagonal of its Fisher information, finite, at least 0
   * @param published its parameters, finite, of the same length
   * @param share of it, from 0 to 1; the first one has all
   */
  Consolidation with(float[] fisher, float[] published, double share) {
    if (isEmpty()) {
      return new Consolidation(fisher.clone(), published.clone());
    }
    float[] mean = new float[fisher.length];
    float[] centre = new float[fisher.length];
    for (int i = 0; i < mean.length; i++) {
      double before = (1 - share) * importance[i];
      double now = share * fisher[i];
      mean[i] = (float) (before + now);
      centre[i] =
          before + now > 0
              ? (float) ((before * anchor[i] + now * published[i]) / (before + now))
              : published[i];
    }
    return new Consolidation(mean, centre);
  }

  /**
   * The parameters x that make ½‖x − θ‖² + ½ · strength · Σᵢ importanceᵢ (xᵢ − anchorᵢ)² least (its
   * proximal step), so that no strength overshoots. A parameter of importance 0 stays bit by bit.
   *
   * @param parameters θ, as long as the anchor; is not changed
   */
  float[] pull(float[] parameters, double strength) {
    float[] pulled = parameters.clone();
    for (int i = 0; i < importance.length; i++) {
      double force = strength * importance[i];
      if (force > 0) {
        pulled[i] = (float) (anchor[i] + ((double) pulled[i] - anchor[i]) / (1 + force));
      }
    }
    return pulled;
  }
}
