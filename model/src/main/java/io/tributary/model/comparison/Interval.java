package io.tributary.model.comparison;

/**
 * The values of a difference that the pairs do not rule out.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

  /** Half of its length. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
