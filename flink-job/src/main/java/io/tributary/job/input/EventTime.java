package io.tributary.job.input;

import io.tributary.job.window.Windows;
import io.tributary.model.config.RoundsConfig;
import io.tributary.model.config.RoundsConfig.ByTime;
import io.tributary.model.config.RoundsConfig.Late;
import java.util.OptionalLong;

/**
 * At which time a record counts, judged by its own partition alone, so that it depends on the log
 * and not on the speed of reading.
 */
interface EventTime {

  /**
   * The time in milliseconds, or empty when the record is late and not wanted.
   *
   * @param own the record's timestamp
   * @param newest the greatest timestamp of its partition so far, its own included
   */
  OptionalLong of(long own, long newest);

  /** As the configuration has it. */
  static EventTime of(RoundsConfig rounds) {
    return rounds instanceof ByTime byTime ? inWindows(byTime) : (own, newest) -> atNewest(newest);
  }

  /** Time that never falls within a partition: nothing is late. */
  private static OptionalLong atNewest(long newest) {
    return OptionalLong.of(newest);
  }

  private static EventTime inWindows(ByTime rounds) {
    Windows windows = Windows.of(rounds);
    long lateness = rounds.lateness().toMillis();
    boolean reject = rounds.late() == Late.REJECT;
    return (own, newest) -> {
      long passed = newest - lateness; // the partition's watermark says so too
      if (windows.endOf(own) > passed) {
        return OptionalLong.of(own);
      }
      return reject ? OptionalLong.empty() : OptionalLong.of(windows.startOf(passed));
    };
  }
}
