package io.tributary.model.period;

import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one task through the periods of a run. With R[i][j] the accuracy (or for a
 * regression the RMSE) after period i on the slice of test examples of period j, and the newest
 * period T:
 *
 * <ul>
 *   <li>anytime: the mean over i ≤ T of A[i], the mean of R[i][j] over the slices j ≤ i that are
 *       kept then; CapyMOA's {@code anytime_accuracy_seen_avg} with one evaluation a period
 *   <li>backward transfer: the mean over j &lt; T of R[T][j] − R[j][j] (Lopez-Paz and Ranzato 2017,
 *       "Gradient episodic memory for continual learning", section 2). CapyMOA's is the mean of
 *       this over all T so far; Avalanche's forgetting is its negative
 *   <li>forgetting: the mean over j &lt; T of max R[l][j] over j ≤ l &lt; T, minus R[T][j]
 *       (Chaudhry, Dokania, Ajanthan and Torr 2018, "Riemannian walk for incremental learning",
 *       section 3)
 *   <li>forward transfer: the mean over 1 &lt; j ≤ T of R[j−1][j] − b[j], with b[j] that of the
 *       parameters by the seed, before any training (Lopez-Paz and Ranzato; Avalanche's is the
 *       same)
 * </ul>
 *
 * <p>Slices that are no longer kept count in none of them but anytime. Of a regression all
 * differences are taken the other way round, so that more transfer is better there too, in the
 * label's own units. What cannot be told yet is NaN.
 *
 * @param metric of all numbers
 * @param period number of the newest period that was evaluated, from 1
 * @param evaluations how many there were
 * @param sum of their A[i]
 * @param slices that are kept, in the order of their periods
 */
public record TaskPeriods(
    Metric metric, long period, long evaluations, double sum, List<SliceScores> slices) {

  public TaskPeriods {
    slices = List.copyOf(slices);
  }

  /**
   * The scores of one slice.
   *
   * @param period it was kept in, j
   * @param examples in it
   * @param initial b[j]; null for the first period
   * @param before R[j−1][j]; null for the first period
   * @param learned R[j][j]
   * @param best of all but the newest evaluation; null before the second
   * @param now R[T][j]
   */
  public record SliceScores(
      long period,
      long examples,
      @Nullable Double initial,
      @Nullable Double before,
      double learned,
      @Nullable Double best,
      double now) {}

  /**
   * What an evaluation found of one slice.
   *
   * @param period it was kept in
   * @param now of the present parameters
   * @param before of those before the period; null when they are not told
   * @param initial of those before any training; null likewise
   */
  public record Found(long period, Score now, @Nullable Score before, @Nullable Score initial) {}

  /** Before the first evaluation. */
  public static TaskPeriods none(Metric metric) {
    return new TaskPeriods(metric, 0, 0, 0, List.of());
  }

  /**
   * After one more evaluation.
   *
   * @param newest number of the period that has ended
   * @param found of all slices that are kept, in the order of their periods; not empty
   */
  public TaskPeriods with(long newest, List<Found> found) {
    List<SliceScores> next = new ArrayList<>();
    for (Found each : found) {
      next.add(next(each));
    }
    double mean = next.stream().mapToDouble(SliceScores::now).average().orElseThrow();
    return new TaskPeriods(metric, newest, evaluations + 1, sum + mean, next);
  }

  private SliceScores next(Found found) {
    double value = found.now().value();
    for (SliceScores known : slices) {
      if (known.period() == found.period()) {
        Double best = known.best();
        return new SliceScores(
            known.period(),
            known.examples(),
            known.initial(),
            known.before(),
            known.learned(),
            best == null || gain(known.now(), best) > 0 ? known.now() : best,
            value);
      }
    }
    return new SliceScores(
        found.period(),
        found.now().examples(),
        value(found.initial()),
        value(found.before()),
        value,
        null,
        value);
  }

  private static @Nullable Double value(@Nullable Score score) {
    return score == null ? null : score.value();
  }

  /** A[T]. */
  public double mean() {
    return mean(slice -> true, SliceScores::now);
  }

  /** The mean of all A[i]. */
  public double anytime() {
    return evaluations == 0 ? Double.NaN : sum / evaluations;
  }

  /** What periods did for the test examples of the next one. */
  public double forwardTransfer() {
    return mean(
        slice -> slice.before() != null && slice.initial() != null,
        slice -> gain(orNaN(slice.before()), orNaN(slice.initial())));
  }

  /** What later periods did for the test examples of earlier ones. */
  public double backwardTransfer() {
    return mean(this::isEarlier, slice -> gain(slice.now(), slice.learned()));
  }

  /** What is lost of the best that earlier slices were ever predicted with. */
  public double forgetting() {
    return mean(this::isEarlier, slice -> gain(orNaN(slice.best()), slice.now()));
  }

  private boolean isEarlier(SliceScores slice) {
    return slice.period() < period;
  }

  /** How much better one value is than another. */
  private double gain(double better, double than) {
    return metric == Metric.ACCURACY ? better - than : than - better;
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private double mean(Predicate<SliceScores> which, ToDoubleFunction<SliceScores> value) {
    return slices.stream().filter(which).mapToDouble(value).average().orElse(Double.NaN);
  }
}
