package io.tributary.job.score;

import java.io.Serializable;
import java.time.Duration;

/**
 * How requests are gathered.
 *
 * @param batch requests that are answered together, at most
 * @param linger how long a request waits for others at most; zero: each is answered by itself
 */
public record ScoringSettings(int batch, Duration linger) implements Serializable {
  /** Refuses what makes no sense. */
  public ScoringSettings {
    if (batch < 1 || linger.isNegative()) {
      throw new IllegalArgumentException("batch " + batch + ", linger " + linger);
    }
  }
}
