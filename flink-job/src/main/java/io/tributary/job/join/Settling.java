package io.tributary.job.join;

import io.tributary.job.window.Windows;
import io.tributary.model.config.RoundsConfig;
import io.tributary.model.config.RoundsConfig.ByTime;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When no part up to a time can still come: under rounds by time at the end of its window, for so
 * long parts may come out of order; otherwise once the watermark has passed it.
 *
 * @param windows of rounds by time
 */
record Settling(@Nullable Windows windows) implements Serializable {

  static Settling of(RoundsConfig rounds) {
    return new Settling(rounds instanceof ByTime byTime ? Windows.of(byTime) : null);
  }

  /** The watermark that says so. */
  long of(long time) {
    return windows == null ? time : windows.endOf(time) - 1;
  }
}
