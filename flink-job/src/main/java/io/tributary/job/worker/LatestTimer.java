package io.tributary.job.worker;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * A timer that is set once at a time: setting it again takes the former one back, and with it all
 * that the former one holds on to. To be used in the mailbox alone.
 */
public final class LatestTimer {

  private final ProcessingTimeService time;
  private @Nullable ScheduledFuture<?> set;

  /** A timer of an operator; when that is closed, Flink takes the timer back. */
  public LatestTimer(ProcessingTimeService time) {
    this.time = time;
  }

  /**
   * Sets it anew.
   *
   * @param millis from now
   * @param then runs in the mailbox
   */
  public void set(long millis, Runnable then) {
    if (set != null) {
      set.cancel(false);
    }
    set = time.registerTimer(time.getCurrentProcessingTime() + millis, now -> then.run());
  }
}
