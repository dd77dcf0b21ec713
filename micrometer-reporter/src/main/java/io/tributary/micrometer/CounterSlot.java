package io.tributary.micrometer;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/**
 * All counters that one meter stands for, one after the other: when a job starts again, its new
 * counters go on where the former ones ended. A counter that is read from restored state begins
 * below that, and only what it counts from then on is added; so the meter never falls.
 */
final class CounterSlot {

  private final IdentityHashMap<Counter, Long> starts = new IdentityHashMap<>();
  private boolean used;
  private double ended;
  private double highest;

  synchronized void add(Counter counter) {
    starts.put(counter, used ? counter.getCount() : 0);
    used = true;
  }

  /** Takes a counter out; what it has counted stays. */
  synchronized void remove(Counter counter) {
    Long start = starts.remove(counter);
    if (start != null) {
      ended += counter.getCount() - start;
    }
  }

  synchronized boolean isEmpty() {
    return starts.isEmpty();
  }

  synchronized double value() {
    double value = ended;
    for (Map.Entry<Counter, Long> counter : starts.entrySet()) {
      value += counter.getKey().getCount() - counter.getValue();
    }
    highest = Math.max(highest, value);
    return highest;
  }
}
