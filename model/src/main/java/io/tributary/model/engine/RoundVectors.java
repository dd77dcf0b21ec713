package io.tributary.model.engine;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TaskDelta;
import java.util.Arrays;
import java.util.List;

/**
 * What a space θ + Σⱼ αⱼδⱼ is made of, restricted to [trunk | target's head], which is all that the
 * target's loss sees; and how the other heads are put together in the end.
 *
 * @param layout of all parameters
 * @param layouts of each task's network
 * @param parameters θ, whole, with statistics settled
 * @param deltas in the order of α
 * @param target index of the target task
 * @param headSteps what α does to heads
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record RoundVectors(
    ParameterLayout layout,
    List<NetworkLayout> layouts,
    float[] parameters,
    List<TaskDelta> deltas,
    int target,
    HeadSteps headSteps) {

  /** Elements of [trunk | target's head]. */
  public int length() {
    return layouts.get(target).length();
  }

  /** Elements of the trunk. */
  public int trunk() {
    return layout.trunk().length();
  }

  /** θ over [trunk | target's head], with the parts of heads that α does not scale. */
  public float[] start() {
    float[] start = layout.gather(parameters, target);
    for (TaskDelta delta : deltas) {
      if (delta.task() == target && !headSteps.areScaled(true)) {
        float[] row = delta.values().clone();
        layouts.get(target).clearStatistics(row);
        for (int j = trunk(); j < row.length; j++) {
          start[j] += row[j];
        }
      }
    }
    return start;
  }

  /** One delta over [trunk | target's head], statistics left out; zeros at its end are left out. */
  public float[] row(int delta) {
    float[] row = Arrays.copyOf(deltas.get(delta).values(), scaledLength(delta));
    layouts.get(target).clearStatistics(row);
    return row;
  }

  /** Sets a vector to θ over [trunk | target's head]. */
  void start(FlatVector to) {
    Segment head = layout.heads().get(target);
    to.set(0, parameters, 0, trunk());
    to.set(trunk(), parameters, head.offset(), head.length());
  }

  /**
   * A stretch of a delta over [trunk | target's head], statistics left out.
   *
   * @param to gets it
   * @param at from this element on
   */
  void delta(int delta, int from, int count, FlatVector to, int at) {
    to.set(at, deltas.get(delta).values(), from, count);
    List<Segment> statistics = layouts.get(target).statistics();
    for (int i = 0; i < statistics.size(); i++) {
      int first = Math.max(from, statistics.get(i).offset());
      int left = Math.min(from + count, statistics.get(i).end()) - first;
      if (left > 0) {
        to.set(at + first - from, new float[left], 0, left);
      }
    }
  }

  /** Whether a delta is the target's own. */
  boolean isOfTarget(int delta) {
    return deltas.get(delta).task() == target;
  }

  private int scaledLength(int delta) {
    return deltas.get(delta).task() == target && headSteps.areScaled(true) ? length() : trunk();
  }

  /**
   * The products of the deltas with one another.
   *
   * @param upper row-major, of which only what is on and above the diagonal counts
   */
  public double[][] gram(float[] upper) {
    int size = deltas.size();
    double[][] gram = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        gram[i][j] = upper[Math.min(i, j) * size + Math.max(i, j)];
      }
    }
    return gram;
  }

  /** Euclidean norms of the deltas, from their products over the trunk. */
  public double[] norms(double[][] trunkGram) {
    double[] norms = new double[deltas.size()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(trunkGram[i][i] + headSquares(deltas.get(i)));
    }
    return norms;
  }

  private double headSquares(TaskDelta delta) {
    double sum = 0;
    for (Segment segment : layouts.get(delta.task()).learned()) {
      for (int j = Math.max(segment.offset(), trunk()); j < segment.end(); j++) {
        sum += (double) delta.values()[j] * delta.values()[j];
      }
    }
    return sum;
  }

  /** Refuses another number of coefficients than there are deltas. */
  public void check(float[] alpha) {
    if (alpha.length != deltas.size()) {
      throw new IllegalArgumentException(
          "%d coefficients given for %d deltas".formatted(alpha.length, deltas.size()));
    }
  }

  /** A vector that is read stretch by stretch, wherever it lies. */
  @FunctionalInterface
  public interface Stretches {

    /**
     * Copies elements out.
     *
     * @param at the first of them
     * @param from where in the array they go
     */
    void get(int at, float[] to, int from, int count);
  }

  /**
   * All parameters.
   *
   * @param network those over [trunk | target's head] at α
   */
  public float[] combine(float[] alpha, Stretches network) {
    float[] combined = parameters.clone();
    Segment head = layout.heads().get(target);
    network.get(0, combined, 0, trunk());
    network.get(trunk(), combined, head.offset(), head.length());
    for (int i = 0; i < deltas.size(); i++) {
      if (deltas.get(i).task() != target) {
        addHead(combined, headSteps.areScaled(false) ? alpha[i] : 1, deltas.get(i));
      }
    }
    return combined;
  }

  private void addHead(float[] combined, float alpha, TaskDelta delta) {
    int shift = layout.heads().get(delta.task()).offset() - trunk();
    float[] values = delta.values();
    for (Segment segment : layouts.get(delta.task()).learned()) {
      for (int j = Math.max(segment.offset(), trunk()); j < segment.end(); j++) {
        combined[shift + j] += alpha * values[j];
      }
    }
  }
}
