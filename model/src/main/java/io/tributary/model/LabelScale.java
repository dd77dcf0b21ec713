package io.tributary.model;

import java.io.Serializable;

/**
 * The affine map between a regression task's own units and the standardised labels that it is
 * trained on: standardised = (label − mean) / deviation.
 *
 * @param mean of the labels seen
 * @param deviation standard deviation of the labels seen, above 0
 */
public record LabelScale(double mean, double deviation) implements Serializable {

  /** Leaves labels as they are; the scale of every task that is no regression. */
  public static final LabelScale NONE = new LabelScale(0, 1);

  /** A label in standard units. */
  public float standardise(float label) {
    return (float) ((label - mean) / deviation);
  }

  /** A standardised value in the task's own units. */
  public float restore(float standardised) {
    return (float) (standardised * deviation + mean);
  }
}
