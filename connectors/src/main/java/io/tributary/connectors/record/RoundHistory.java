package io.tributary.connectors.record;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code task-weights} holds of one run: which of its rounds count, and which are missing. For
 * a round the highest generation counts; what a lower one said of rounds from the first of a higher
 * one on is void, since an older savepoint was restored.
 */
public final class RoundHistory {

  private final TreeMap<Long, TreeSet<Long>> rounds = new TreeMap<>();
  private final List<Gap> told = new ArrayList<>();

  /** Takes a record of the run, in the order of the topic. */
  public void add(TaskWeightsRecord record) {
    rounds.computeIfAbsent(record.generation(), generation -> new TreeSet<>()).add(record.round());
    if (record.gap() != null) {
      told.add(record.gap());
    }
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return rounds.isEmpty();
  }

  /** Whether what a generation said of a round counts beside higher generations. */
  public boolean counts(long generation, long round) {
    return rounds.tailMap(generation, false).values().stream()
        .noneMatch(later -> later.first() <= round);
  }

  /**
   * Rounds that do not stand in the topic and that no record has told to be missing.
   *
   * @param last the newest round that should be there; older ones than the oldest that is there
   *     have gone to retention, and are not missing
   */
  public List<Gap> missing(long last) {
    TreeSet<Long> present = new TreeSet<>();
    rounds.forEach(
        (generation, its) ->
            its.headSet(last, true).stream()
                .filter(round -> counts(generation, round))
                .forEach(present::add));
    told.forEach(
        gap -> {
          for (long round = Math.max(1, gap.from()); round <= Math.min(gap.to(), last); round++) {
            present.add(round);
          }
        });
    List<Gap> missing = new ArrayList<>();
    long next = present.isEmpty() ? 1 : present.first();
    for (long round : present) {
      if (round > next) {
        missing.add(new Gap(next, round - 1));
      }
      next = round + 1;
    }
    if (next <= last) {
      missing.add(new Gap(next, last));
    }
    return missing;
  }
}
