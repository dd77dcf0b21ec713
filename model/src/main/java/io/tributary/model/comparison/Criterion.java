package io.tributary.model.comparison;

import java.util.ArrayList;
import java.util.List;

/**
 * How differences are judged: superior when the lower end of the interval is above 0, non-inferior
 * when it is above −margin.
 *
 * <p>"Superior" and "inferior" are corrected for the number of questions (see {@link Holm}), since
 * with enough of them one looks like a difference by chance. "Non-inferior" is not: it is claimed
 * of all together, and each further question only makes that harder.
 *
 * @param level of the intervals, such as 0.95
 * @param margin the loss that does not matter, in the scores' units, at least 0; half a point of
 *     accuracy is 0.005
 */
public record Criterion(double level, double margin) {

  /** Refuses what cannot judge. */
  public Criterion {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1, not at " + level);
    }
    if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a margin is at least 0 and finite, not " + margin);
    }
  }

  /** Judges differences that are asked about together, in the units of one margin. */
  public List<Finding> judgeAll(List<PairedDifference> family) {
    double[] holm = Holm.adjust(family.stream().mapToDouble(PairedDifference::p).toArray());
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < holm.length; i++) {
      findings.add(judge(family.get(i), holm[i]));
    }
    return List.copyOf(findings);
  }

  /**
   * Judges one difference of several, whose margins may differ.
   *
   * @param holmP its {@link PairedDifference#p} as {@link Holm#adjust} corrects it
   */
  public Finding judge(PairedDifference difference, double holmP) {
    Interval interval = difference.interval(level);
    return new Finding(
        difference, interval, difference.p(), holmP, verdict(difference, interval, holmP));
  }

  private Verdict verdict(PairedDifference difference, Interval interval, double holmP) {
    boolean differs = holmP < 1 - level;
    if (differs && difference.mean() > 0) {
      return Verdict.SUPERIOR;
    }
    if (interval.low() > -margin) {
      return Verdict.NON_INFERIOR;
    }
    return differs ? Verdict.INFERIOR : Verdict.INCONCLUSIVE;
  }
}
