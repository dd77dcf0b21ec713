package io.tributary.chaos.recovery;

import java.util.EnumMap;
import java.util.Map;

/** Milliseconds of each phase, made of the moments at which the phases ended. */
final class Timeline {

  private final Map<Phase, Long> millis = new EnumMap<>(Phase.class);
  private final long start;
  private long last;

  /** Starts with a kill, in milliseconds since the epoch. */
  Timeline(long start) {
    this.start = start;
    this.last = start;
  }

  /** A phase ended; one that ended before the former phase took no time. */
  void ended(Phase phase, long at) {
    millis.put(phase, Math.max(0, at - last));
    last = Math.max(last, at);
  }

  /** Of a phase that has ended, a part was in truth another one. */
  void split(Phase from, Phase part, double partMillis) {
    long moved = Math.min(millis.getOrDefault(from, 0L), Math.round(partMillis));
    millis.merge(from, -moved, Long::sum);
    millis.put(part, moved);
  }

  long total() {
    return last - start;
  }

  Map<Phase, Long> millis() {
    return Map.copyOf(millis);
  }
}
