package io.tributary.cli.compare;

import io.tributary.model.comparison.Criterion;
import io.tributary.model.comparison.Finding;
import io.tributary.model.comparison.Interval;

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

  private String moreSeeds(Finding finding) {
    double margin = criterion.margin();
    return margin == 0
        ? "more seeds would tell"
        : "it takes about "
            + finding.difference().pairsFor(criterion.level(), margin)
            + " seeds for ±"
            + units.size(margin);
  }
}
