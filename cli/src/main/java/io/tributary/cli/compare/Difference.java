package io.tributary.cli.compare;

import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Verdict;
import java.util.Locale;

/**
 * A judged difference as {@code compare.json} tells it; above 0 is for the better.
 *
 * @param mean over the seeds, in the units of scores
 * @param standardError of the mean
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param p two-sided
 * @param holmP the same, corrected for all rows of its table
 * @param verdict superior, non-inferior, inferior or inconclusive
 */
public record Difference(
    double mean,
    double standardError,
    double low,
    double high,
    double p,
    double holmP,
    String verdict) {

  static Difference of(Finding finding) {
    return new Difference(
        finding.difference().mean(),
        finding.difference().standardError(),
        finding.interval().low(),
        finding.interval().high(),
        finding.p(),
        finding.holmP(),
        label(finding.verdict()));
  }

  static String label(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
