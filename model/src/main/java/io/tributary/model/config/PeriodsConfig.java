package io.tributary.model.config;

import java.io.Serializable;

/**
 * How a run is cut into periods, on whose test examples later models are scored.
 *
 * @param rounds of a period; 0: there are no periods
 * @param keep newest periods whose test examples are kept
 * @param slice test examples of each task that a period keeps at most
 */
public record PeriodsConfig(int rounds, int keep, int slice) implements Serializable {

  /** No periods. */
  public static final PeriodsConfig NONE = new PeriodsConfig(0, 10, 200);

  /** Whether there are periods. */
  public boolean isOn() {
    return rounds > 0;
  }
}
