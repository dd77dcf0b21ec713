package io.tributary.model.comparison;

/**
 * A judged difference.
 *
 * @param difference that was judged
 * @param interval of it at the criterion's level, not corrected for other questions
 * @param p two-sided, of no difference
 * @param holmP the same, corrected for all questions asked together
 * @param verdict what follows
 */
public record Finding(
    PairedDifference difference, Interval interval, double p, double holmP, Verdict verdict) {}
