package io.tributary.micrometer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All gauges that one meter stands for; the newest speaks. */
final class GaugeSlot {

  private final List<Entry> live = new ArrayList<>();

  private record Entry(Object metric, Supplier<? extends @Nullable Object> value) {}

  synchronized void add(Object metric, Supplier<? extends @Nullable Object> value) {
    live.add(new Entry(metric, value));
  }

  synchronized void remove(Object metric) {
    live.removeIf(entry -> entry.metric() == metric);
  }

  synchronized boolean isEmpty() {
    return live.isEmpty();
  }

  /** NaN when the gauge has no number; one that fails has none. */
  double value() {
    Entry newest;
    synchronized (this) {
      if (live.isEmpty()) {
        return Double.NaN;
      }
      newest = live.get(live.size() - 1);
    }
    try {
      return number(newest.value().get());
    } catch (RuntimeException ended) { // the operator behind it is gone
      return Double.NaN;
    }
  }

  static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof Boolean yes ? (yes ? 1 : 0) : Double.NaN;
  }
}
