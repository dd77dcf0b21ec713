package io.tributary.cli.live;

import java.util.ArrayDeque;
import java.util.Deque;

/** A speed over the last seconds. */
final class Rate {

  private static final long WINDOW_NANOS = 5_000_000_000L;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long count) {}

  /** The counter stood at {@code count}. */
  void add(long nanos, long count) {
    samples.addLast(new Sample(nanos, count));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Counts a second; 0 before two samples. */
  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    return (last.count() - first.count()) * 1e9 / Math.max(1, last.nanos() - first.nanos());
  }
}
