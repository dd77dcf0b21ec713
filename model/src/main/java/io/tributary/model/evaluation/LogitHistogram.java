package io.tributary.model.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Logits of the examples of one class and of the others, counted in at most {@value #BINS} bins of
 * equal width, from which the area under the ROC curve follows.
 *
 * <p>A bin is as wide as a power of two, the smallest that leaves room for all logits, and its
 * edges are multiples of that. So bins of a histogram lie within those of a coarser one, and sums
 * of histograms are the same in whatever order they are added. Logits beyond ±{@value #LIMIT} count
 * as that: probabilities closer than 1e-13 to 0 or 1 are tied.
 *
 * @param scale bins are 2^−scale wide
 * @param first index of the first bin, its lower edge is first · 2^−scale
 * @param negatives by bin, of the other classes; owned by the histogram and never changed
 * @param positives by bin, of the class; as many
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by elements
public record LogitHistogram(int scale, int first, long[] negatives, long[] positives) {

  private static final int BINS = 512;
  private static final int LIMIT = 32;
  private static final int PROBABILITY_BINS = 10;
  private static final int FINEST = 20; // about as fine as floats are around 8

  /** Refuses what is no histogram. */
  public LogitHistogram {
    if (negatives.length != positives.length || negatives.length > BINS) {
      throw new IllegalArgumentException(
          "%d and %d bins".formatted(negatives.length, positives.length));
    }
  }

  /**
   * Counts logits.
   *
   * @param logits of the class, one an example; none is NaN
   * @param ofClass whether each example is of the class, as many
   */
  static LogitHistogram of(float[] logits, boolean[] ofClass) {
    float min = LIMIT;
    float max = -LIMIT;
    for (float logit : logits) {
      min = Math.min(min, clipped(logit));
      max = Math.max(max, clipped(logit));
    }
    if (logits.length == 0) {
      return new LogitHistogram(FINEST, 0, new long[0], new long[0]);
    }
    int scale = FINEST;
    while (bin(max, scale) - bin(min, scale) >= BINS) {
      scale--;
    }
    int first = bin(min, scale);
    int bins = bin(max, scale) - first + 1;
    long[] negatives = new long[bins];
    long[] positives = new long[bins];
    for (int i = 0; i < logits.length; i++) {
      (ofClass[i] ? positives : negatives)[bin(clipped(logits[i]), scale) - first]++;
    }
    return new LogitHistogram(scale, first, negatives, positives);
  }

  private static float clipped(float logit) {
    return Math.max(-LIMIT, Math.min(LIMIT, logit));
  }

  private static int bin(float logit, int scale) {
    return (int) Math.floor(Math.scalb((double) logit, scale));
  }

  /** The histogram of both sets of examples together. */
  LogitHistogram plus(LogitHistogram other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    int coarser = Math.min(scale, other.scale);
    while (last(coarser, other) - first(coarser, other) >= BINS) {
      coarser--;
    }
    int start = first(coarser, other);
    int bins = last(coarser, other) - start + 1;
    long[] newNegatives = new long[bins];
    long[] newPositives = new long[bins];
    for (LogitHistogram part : new LogitHistogram[] {this, other}) {
      for (int i = 0; i < part.negatives.length; i++) {
        int bin = part.at(i, coarser) - start;
        newNegatives[bin] += part.negatives[i];
        newPositives[bin] += part.positives[i];
      }
    }
    return new LogitHistogram(coarser, start, newNegatives, newPositives);
  }

  private boolean isEmpty() {
    return negatives.length == 0;
  }

  private int first(int coarser, LogitHistogram other) {
    return Math.min(at(0, coarser), other.at(0, coarser));
  }

  private int last(int coarser, LogitHistogram other) {
    return Math.max(
        at(negatives.length - 1, coarser), other.at(other.negatives.length - 1, coarser));
  }

  /** The bin of a coarser histogram that one of this lies in. */
  private int at(int index, int coarser) {
    return (first + index) >> (scale - coarser);
  }

  /**
   * The area under the ROC curve when examples of one bin are tied; NaN without examples of both
   * kinds.
   */
  double rocArea() {
    double below = 0;
    double won = 0;
    for (int i = 0; i < negatives.length; i++) {
      won += positives[i] * (below + negatives[i] / 2.0);
      below += negatives[i];
    }
    return won / pairs(); // 0 / 0 without both kinds
  }

  /**
   * The most that {@link #rocArea()} can be off by: half the share of the pairs of both kinds that
   * fell into one bin.
   */
  double rocAreaError() {
    double together = 0;
    for (int i = 0; i < negatives.length; i++) {
      together += (double) positives[i] * negatives[i];
    }
    return together / 2 / pairs();
  }

  /**
   * Expected calibration error: the mean distance, over ten bins of probability weighed by their
   * examples, between how often the class came and how probable it was said to be. The logits of a
   * bin are taken for its middle. NaN of no examples.
   */
  double calibrationError() {
    double[] said = new double[PROBABILITY_BINS];
    double[] came = new double[PROBABILITY_BINS];
    double examples = 0;
    for (int i = 0; i < negatives.length; i++) {
      double count = (double) negatives[i] + positives[i];
      double logit = Math.scalb(first + i + 0.5, -scale);
      double probability = 1 / (1 + Math.exp(-logit));
      int bin = (int) Math.min(PROBABILITY_BINS - 1.0, probability * PROBABILITY_BINS);
      said[bin] += count * probability;
      came[bin] += positives[i];
      examples += count;
    }
    double distance = 0;
    for (int bin = 0; bin < PROBABILITY_BINS; bin++) {
      distance += Math.abs(said[bin] - came[bin]);
    }
    return distance / examples; // 0 / 0 of none
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogitHistogram that
        && scale == that.scale
        && first == that.first
        && Arrays.equals(negatives, that.negatives)
        && Arrays.equals(positives, that.positives);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * scale + first) + Arrays.hashCode(negatives))
        + Arrays.hashCode(positives);
  }

  private double pairs() {
    return (double) Arrays.stream(positives).sum() * Arrays.stream(negatives).sum();
  }
}
