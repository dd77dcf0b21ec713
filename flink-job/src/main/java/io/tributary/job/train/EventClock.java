package io.tributary.job.train;

/** How far event time has come at a trainer. */
final class EventClock {

  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  void advance(long newWatermark) {
    watermark = Math.max(watermark, newWatermark);
  }

  void idle(boolean isIdle) {
    idle = isIdle;
  }

  /** Whether no example up to this time is still to come; while all input is idle, none is. */
  boolean isSettled(long time) {
    return idle || time <= watermark;
  }

  /**
   * Whether the watermark has passed a time; silence of all input passes nothing, for a window is
   * not over because nobody speaks.
   */
  boolean hasPassed(long time) {
    return time <= watermark;
  }

  /** How far it has come; Long.MIN_VALUE before the first watermark. */
  long watermark() {
    return watermark;
  }

  /** Whether the input has ended. */
  boolean hasEnded() {
    return watermark == Long.MAX_VALUE;
  }
}
