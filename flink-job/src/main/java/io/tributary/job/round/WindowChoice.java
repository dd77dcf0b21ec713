package io.tributary.job.round;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which window of event time a round is made of: the oldest that holds examples of any task, once
 * every task has told and the watermark says that none can tell of an older one any more. A task
 * tells before its trainer passes a watermark on, so the coordinator's own watermark, the least of
 * the trainers', never stands before what it has not heard of.
 */
final class WindowChoice {

  private static final long NONE = Long.MAX_VALUE;

  private final Map<Integer, Long> ends = new TreeMap<>();
  private boolean chosen;

  /** A task's oldest settled window ends at this time, in milliseconds; empty: none has so far. */
  void tell(int task, OptionalLong end) {
    ends.put(task, end.orElse(NONE));
  }

  /**
   * The last time of the window, once and for all.
   *
   * @param tasks that are trained
   * @param watermark of everything that the coordinator hears
   */
  OptionalLong choose(Collection<Integer> tasks, long watermark) {
    if (chosen || !ends.keySet().containsAll(tasks)) {
      return OptionalLong.empty();
    }
    long oldest =
        tasks.stream().mapToLong(task -> ends.getOrDefault(task, NONE)).min().orElse(NONE);
    if (oldest == NONE || oldest - 1 > watermark) {
      return OptionalLong.empty();
    }
    chosen = true;
    return OptionalLong.of(oldest - 1);
  }
}
