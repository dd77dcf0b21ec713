package io.tributary.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Counts how each class of a task was predicted, example by example. */
public final class ClassCounter {

  /** Tasks with more classes or labels have no areas: histograms of each would be large. */
  public static final int MOST_RANKED = 20;

  private final long[] hits;
  private final long[] falseAlarms;
  private final long[] misses;
  private final float[][] logits;
  private final boolean[][] positive;
  private int counted;

  /**
   * Of a number of examples.
   *
   * @param classes how many; 1 for a task of yes or no, whose class is yes
   * @param examples that will be counted
   */
  public ClassCounter(int classes, int examples) {
    hits = new long[classes];
    falseAlarms = new long[classes];
    misses = new long[classes];
    int ranked = classes > MOST_RANKED ? 0 : classes;
    logits = new float[ranked][examples];
    positive = new boolean[ranked][examples];
  }

  /** Whether logits are wanted. */
  public boolean ranks() {
    return logits.length > 0;
  }

  /**
   * Counts one class of the next example.
   *
   * @param of its class
   * @param taken whether it was taken for it
   */
  public void count(int ofClass, boolean of, boolean taken) {
    if (of && taken) {
      hits[ofClass]++;
    } else if (of) {
      misses[ofClass]++;
    } else if (taken) {
      falseAlarms[ofClass]++;
    }
  }

  /**
   * Ranks the next example by one class.
   *
   * @param logit of the class
   * @param of whether it is of the class
   */
  public void rank(int ofClass, float logit, boolean of) {
    logits[ofClass][counted] = logit;
    positive[ofClass][counted] = of;
  }

  /** Ends the example. */
  public void next() {
    counted++;
  }

  /** One tally a class. */
  public List<ClassTally> tallies() {
    List<ClassTally> tallies = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      boolean known = ranks() && !hasNaN(logits[i]);
      tallies.add(
          new ClassTally(
              hits[i],
              falseAlarms[i],
              misses[i],
              known ? LogitHistogram.of(logits[i], positive[i]) : null));
    }
    return tallies;
  }

  private static boolean hasNaN(float[] values) {
    boolean found = false;
    for (float value : values) {
      found |= Float.isNaN(value);
    }
    return found;
  }
}
