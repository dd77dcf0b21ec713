package io.tributary.model.drift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An adaptive window (Bifet and Gavaldà 2007, "Learning from time-changing data with adaptive
 * windowing", SIAM SDM, ADWIN2): it grows while its numbers could have one mean. When two parts of
 * it, older and newer, differ by more than chance allows with probability δ, the older part is
 * forgotten, where they differ most, until none do. (The source forgets the oldest numbers a few at
 * a time, and so finds the same change in several numbers in a row.)
 *
 * <p>The window lies in buckets of 1, 2, 4, … numbers, at most {@value #SAME} of a size, so it
 * takes memory and time logarithmic in its length. Parts are cut between buckets, and each has at
 * least {@value #LEAST} numbers.
 *
 * @param delta bound of the probability of a false alarm at a number
 * @param buckets oldest first
 */
record Adwin(double delta, List<Bucket> buckets) implements DriftDetector {

  private static final int SAME = 5;
  private static final int LEAST = 5;
  private static final int NUMBERS = 3;

  Adwin {
    buckets = List.copyOf(buckets);
  }

  /**
   * Numbers that are kept as one.
   *
   * @param count of numbers
   * @param sum of them
   * @param squares sum of squared distances from their mean
   */
  record Bucket(long count, double sum, double squares) {

    private static final Bucket NONE = new Bucket(0, 0, 0);

    private double mean() {
      return sum / count;
    }

    private Bucket plus(Bucket other) {
      if (count == 0 || other.count == 0) {
        return count == 0 ? other : this;
      }
      double apart = mean() - other.mean();
      long both = count + other.count;
      return new Bucket(
          both,
          sum + other.sum,
          squares + other.squares + apart * apart * ((double) count * other.count / both));
    }
  }

  /** One that has seen nothing. */
  static Adwin start(double delta) {
    return new Adwin(delta, List.of());
  }

  /** The one that remembers this; one that has seen nothing when it is no memory of this kind. */
  static Adwin of(double delta, double[] memory) {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i + NUMBERS <= memory.length; i += NUMBERS) {
      buckets.add(new Bucket((long) memory[i], memory[i + 1], memory[i + 2]));
    }
    return memory.length % NUMBERS == 0 ? new Adwin(delta, buckets) : start(delta);
  }

  @Override
  public double[] memory() {
    double[] memory = new double[buckets.size() * NUMBERS];
    for (int i = 0; i < buckets.size(); i++) {
      Bucket bucket = buckets.get(i);
      memory[i * NUMBERS] = bucket.count;
      memory[i * NUMBERS + 1] = bucket.sum;
      memory[i * NUMBERS + 2] = bucket.squares;
    }
    return memory;
  }

  @Override
  public Step add(double value) {
    List<Bucket> window = new ArrayList<>(buckets);
    window.add(new Bucket(1, value, 0));
    merge(window);
    Change first = null;
    for (Cut cut = cut(window); cut != null; cut = cut(window)) {
      first = first == null ? cut.change : first;
      window = window.subList(cut.at, window.size());
    }
    return new Step(new Adwin(delta, window), first);
  }

  /** Numbers in the window. */
  long length() {
    return buckets.stream().mapToLong(Bucket::count).sum();
  }

  /** Where there are too many buckets of a size, the oldest two become one of the next. */
  private static void merge(List<Bucket> window) {
    int newest = window.size();
    while (newest > 0) {
      long size = window.get(newest - 1).count;
      int oldest = newest;
      while (oldest > 0 && window.get(oldest - 1).count == size) {
        oldest--;
      }
      if (newest - oldest <= SAME) {
        return; // larger sizes have got no bucket more
      }
      window.set(oldest, window.get(oldest).plus(window.remove(oldest + 1)));
      newest = oldest + 1;
    }
  }

  /**
   * Where two parts differ.
   *
   * @param at buckets before it
   */
  private record Cut(int at, Change change) {}

  /** The cut at which both parts differ most beyond chance; null when none do. */
  private @Nullable Cut cut(List<Bucket> window) {
    Bucket all = window.stream().reduce(Bucket.NONE, Bucket::plus);
    double variance = all.squares / all.count;
    double chance = Math.log(2 * Math.log(Math.max(Math.E, (double) all.count)) / delta);
    long older = 0;
    double olderSum = 0;
    double most = 1;
    Cut cut = null;
    for (int i = 1; i < window.size(); i++) {
      older += window.get(i - 1).count;
      olderSum += window.get(i - 1).sum;
      long newer = all.count - older;
      if (older >= LEAST && newer >= LEAST) {
        double inverse = 1.0 / older + 1.0 / newer;
        double bound = Math.sqrt(2 * inverse * variance * chance) + 2.0 / 3 * inverse * chance;
        double before = olderSum / older;
        double after = (all.sum - olderSum) / newer;
        double apart = Math.abs(after - before) / bound;
        if (apart >= most) {
          most = apart;
          Direction direction = after > before ? Direction.RISE : Direction.FALL;
          cut = new Cut(i, new Change(direction, before, after));
        }
      }
    }
    return cut;
  }
}
