package io.tributary.model.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prequential estimates of one task: every example is scored before it is trained on, and the
 * newest count most, either by a fading factor or by a window (Gama, Sebastião and Rodrigues 2013,
 * "On evaluating stream learning algorithms", sections 3.2 and 3.3). Both take whole mini-epochs.
 *
 * @param older the last full pane of the window; null before there is one
 * @param newer the pane that is being filled; null while it is empty
 * @param fading sums in which an example counts {@value #FADING} of the one after it; null before
 *     the first
 */
public record Prequential(@Nullable Pane older, @Nullable Pane newer, @Nullable Faded fading) {

  /** Before the first mini-epoch. */
  public static final Prequential NONE = new Prequential(null, null, null);

  /** Examples of a full pane: the window holds the newest one to two of them. */
  public static final long PANE = 1_000;

  /** What an example counts of the one after it. */
  public static final double FADING = 0.999;

  /**
   * Examples that were scored together.
   *
   * @param score of the model
   * @param baselines on the same examples; null when an earlier version scored them
   */
  public record Pane(Score score, @Nullable Baselines baselines) {

    private Pane plus(Pane other) {
      return new Pane(
          score.plus(other.score), Baselines.sum(Arrays.asList(baselines, other.baselines)));
    }
  }

  /**
   * Fading sums.
   *
   * @param examples what the sums are worth
   * @param loss sum
   * @param measure sum of right answers or of squared errors
   * @param baselines the same of the baselines
   */
  public record Faded(double examples, double loss, double measure, Baselines baselines) {

    /** Mean loss. */
    public double meanLoss() {
      return loss / examples;
    }

    /** Accuracy or RMSE. */
    public double value(Score.Metric metric) {
      double mean = measure / examples;
      return metric == Score.Metric.RMSE ? Math.sqrt(mean) : mean;
    }
  }

  /** With the next mini-epoch; its examples fade by their number, not among each other. */
  public Prequential with(Score score, @Nullable Baselines baselines) {
    if (score.examples() == 0 || !Double.isFinite(score.lossSum())) {
      return this; // one loss that is no number would stay for ever
    }
    Pane next = new Pane(score, baselines);
    Pane filled = newer == null ? next : newer.plus(next);
    boolean full = filled.score.examples() >= PANE;
    return new Prequential(full ? filled : older, full ? null : filled, faded(next));
  }

  private Faded faded(Pane next) {
    Score score = next.score;
    Baselines beside = next.baselines == null ? Baselines.NONE : next.baselines;
    Faded before = fading;
    if (before == null) {
      return new Faded((double) score.examples(), score.lossSum(), score.metricSum(), beside);
    }
    double kept = Math.pow(FADING, (double) score.examples());
    return new Faded(
        before.examples * kept + (double) score.examples(),
        before.loss * kept + score.lossSum(),
        before.measure * kept + score.metricSum(),
        before.baselines.times(kept).plus(beside));
  }

  /** The window: the newest one to two panes; null before the first mini-epoch. */
  public @Nullable Pane window() {
    if (older == null || newer == null) {
      return older == null ? newer : older;
    }
    return older.plus(newer);
  }
}
