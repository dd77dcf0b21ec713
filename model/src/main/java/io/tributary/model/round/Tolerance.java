package io.tributary.model.round;

import io.tributary.model.evaluation.Score;
import java.util.Locale;

/**
 * How much a round may raise the target's dev loss.
 *
 * @param share of the loss before; infinite: as much as it likes
 */
record Tolerance(double share) {

  /** Whether the dev loss rose by more; never while there are no dev examples. */
  boolean isExceeded(Score before, Score after) {
    return Double.isFinite(share)
        && before.examples() > 0
        && after.objective() > before.objective() * (1 + share);
  }

  /** What is told of each delta of such a round. */
  String reason(Score before, Score after) {
    return String.format(
        Locale.ROOT,
        "the round would have raised the dev loss from %.6g to %.6g, by more than dev.tolerance %s",
        before.objective(),
        after.objective(),
        share);
  }
}
