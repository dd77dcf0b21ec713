package io.tributary.model.engine;

import io.tributary.model.Segment;

/** Sums up squares of gradients over [trunk | head]; statistics have none. */
public final class MeanSquares {

  private final NetworkLayout layout;
  private final double[] sums;
  private int count;

  /** Of one task's network. */
  public MeanSquares(NetworkLayout layout) {
    this.layout = layout;
    sums = new double[layout.length()];
  }

  /** One more gradient. */
  public void add(float[] gradient) {
    for (Segment segment : layout.learned()) {
      for (int i = segment.offset(); i < segment.end(); i++) {
        sums[i] += (double) gradient[i] * gradient[i];
      }
    }
    count++;
  }

  /** Their mean; 0 in the place of statistics. */
  public float[] mean() {
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / count);
    }
    return mean;
  }
}
