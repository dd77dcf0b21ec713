package io.tributary.cli.compare;

import io.tributary.model.comparison.Criterion;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Interval;
import io.tributary.model.comparison.PairedDifference;
import java.util.Arrays;

/**
 * Findings in plain words.
 *
 * @param units of the scores
 * @param criterion that they were judged by
 */
record Words(Units units, Criterion criterion) {

  /** What came of a method beside the first one. */
  String ofMethod(Finding finding) {
    return switch (finding.verdict()) {
      case SUPERIOR -> "better";
      case NON_INFERIOR -> "not worse";
      case INFERIOR -> "worse";
      case INCONCLUSIVE -> "unclear: " + moreSeeds(finding);
    };
  }

  /** Whether an auxiliary task earns its place. */
  String ofAuxiliary(Finding finding) {
    Interval interval = finding.interval();
    String margin = units.amount(criterion.margin());
    return switch (finding.verdict()) {
      case SUPERIOR -> "helps: keep it";
      case NON_INFERIOR ->
          interval.high() < criterion.margin()
              ? "makes no difference of " + margin + ": may go"
              : "does no harm of " + margin + ", help is not shown";
      case INFERIOR -> "harms: leave it out";
      case INCONCLUSIVE -> "unclear: " + moreSeeds(finding);
    };
  }

  /** Of runs without a score, which leave nothing to compare. */
  String ofNone(double[] scores) {
    long missing = Arrays.stream(scores).filter(score -> !Double.isFinite(score)).count();
    return "no %s in %d of %d runs".formatted(units.metric(), missing, scores.length);
  }

  /**
   * How many seeds an interval would about take that ends at 0 or, where the mean is below the
   * margin, at the margin; if mean and deviation stay as they are.
   */
  private String moreSeeds(Finding finding) {
    PairedDifference difference = finding.difference();
    double mean = difference.mean();
    double margin = criterion.margin();
    double halfWidth = mean > margin ? mean : Math.max(-mean, margin + mean);
    int seeds = halfWidth == 0 ? 0 : difference.pairsFor(criterion.level(), halfWidth);
    return seeds > difference.pairs()
        ? "about " + seeds + " seeds may tell"
        : "more seeds may tell";
  }
}
