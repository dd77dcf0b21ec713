package io.tributary.job.window;

import io.tributary.model.config.RoundsConfig.ByTime;
import java.io.Serializable;

/**
 * Windows of event time that touch and do not overlap: [k · span, (k + 1) · span) for every whole
 * k. Times are milliseconds since the epoch.
 *
 * @param span length of a window in milliseconds
 */
public record Windows(long span) implements Serializable {

  /**
   * Times beyond it count as it, so that no sum of a time, a span and a lateness overflows; a
   * record that says so stands more than a hundred million years ahead.
   */
  public static final long LAST_TIME = Long.MAX_VALUE / 2;

  /** The windows of a configuration. */
  public static Windows of(ByTime rounds) {
    return new Windows(rounds.span().toMillis());
  }

  /** A record's timestamp as far as it can be counted with. */
  public static long countable(long timestamp) {
    return Math.min(timestamp, LAST_TIME);
  }

  /** Where the window that holds a time begins. */
  public long startOf(long time) {
    return Math.floorDiv(time, span) * span;
  }

  /** Where the window that holds a time ends: the first time that is not in it. */
  public long endOf(long time) {
    return startOf(time) + span;
  }
}
