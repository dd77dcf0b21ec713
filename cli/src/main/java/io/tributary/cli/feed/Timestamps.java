package io.tributary.cli.feed;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives records their event times: their own where they have one, else times that rise from record
 * to record. Not for several threads.
 */
public final class Timestamps {

  private static final long FIRST_RECORDED = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
  private static final long FARTHEST_AHEAD = 30 * 60_000L; // brokers refuse an hour

  private final LongSupplier clock;
  private final boolean own;
  private final long lead;
  private long last;

  private Timestamps(long last, LongSupplier clock, boolean own, long lead) {
    this.last = last;
    this.own = own;
    this.clock = clock;
    this.lead = lead;
  }

  /** One millisecond a record from a fixed day on, the same at every call: for recorded runs. */
  public static Timestamps recorded() {
    return new Timestamps(FIRST_RECORDED - 1, () -> FIRST_RECORDED, true, Long.MAX_VALUE / 2);
  }

  /**
   * The clock's, rising by at least a millisecond a record: for live topics.
   *
   * @param own whether a record's own time counts where it has one
   */
  public static Timestamps live(boolean own) {
    LongSupplier clock = System::currentTimeMillis;
    return new Timestamps(clock.getAsLong() - 1, clock, own, FARTHEST_AHEAD);
  }

  /** The time of the next record, in milliseconds since the epoch. */
  public long of(@Nullable Long time) {
    if (own && time != null && time >= 0) {
      last = Math.max(last, time);
      return time;
    }
    long now = clock.getAsLong();
    last = Math.max(last, Math.min(Math.max(last + 1, now), now + lead));
    return last;
  }
}
