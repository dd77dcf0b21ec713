package io.tributary.model.config;

import java.io.Serializable;
import java.time.Duration;

/** What ends a round. */
public sealed interface RoundsConfig extends Serializable {

  /**
   * How long a partition may be silent before it holds no round back; zero where it always does.
   */
  default Duration idleness() {
    return Duration.ZERO;
  }

  /**
   * A mini-epoch of target examples ends a round; each auxiliary task trains on its examples up to
   * the time of the last of them.
   *
   * @param idleAfter a partition silent for so long holds no round back; zero: it always does
   */
  record ByTarget(Duration idleAfter) implements RoundsConfig {
    @Override
    public Duration idleness() {
      return idleAfter;
    }
  }

  /**
   * Every task brings a mini-epoch of its own size.
   *
   * @param patience how long a round waits for tasks that have too few examples; zero: for all,
   *     however long
   */
  record ByCount(Duration patience) implements RoundsConfig {
    /** Whether a round waits for every task. */
    public boolean waitsForAll() {
      return patience.isZero();
    }
  }

  /**
   * A tumbling window of event time ends a round; every task trains on its examples in it, and has
   * no delta in a round without any. Window k holds the times from k spans to before k + 1 spans
   * since the epoch. Windows in which no task has examples make no round.
   *
   * @param span length of a window
   * @param lateness how far a record's time may lie behind the newest of its partition before the
   *     record may be late; it is when its window has ended by then
   * @param late what becomes of a late record
   * @param idleAfter a partition silent for so long holds no round back; zero: it always does
   */
  record ByTime(Duration span, Duration lateness, Late late, Duration idleAfter)
      implements RoundsConfig {
    @Override
    public Duration idleness() {
      return idleAfter;
    }
  }

  /** What becomes of a record whose window has ended. */
  enum Late {
    /** It is moved to the start of the oldest window that is still open for its partition. */
    NEXT,
    /** It goes to the dead-letter topic. */
    REJECT
  }
}
