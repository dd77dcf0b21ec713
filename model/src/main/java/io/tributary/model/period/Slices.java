package io.tributary.model.period;

import io.tributary.model.Example;
import io.tributary.model.period.SliceChoice.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slices of test examples that periods have kept, in memory. No more than {@code keep × tasks ×
 * slice} examples.
 */
public final class Slices {

  private final SliceChoice choice;
  private final TreeMap<Long, TreeMap<Integer, TreeMap<Rank, Example>>> periods = new TreeMap<>();

  /** Without any. */
  public Slices(SliceChoice choice) {
    this.choice = choice;
  }

  /**
   * An example of a slice.
   *
   * @param period number of the period, from 1
   */
  public record Kept(long period, Example example) {}

  /**
   * What has changed.
   *
   * @param in examples that are kept now
   * @param out examples that are kept no more
   */
  public record Change(List<Kept> in, List<Kept> out) {}

  /** Offers a period test examples that belong to it; those it has already change nothing. */
  public Change offer(long period, List<Example> examples) {
    List<Kept> in = new ArrayList<>();
    List<Kept> out = new ArrayList<>();
    for (Example example : examples) {
      NavigableMap<Rank, Example> slice = slice(period, example.task());
      Rank rank = choice.rank(example);
      if (slice.containsKey(rank)) {
        continue;
      }
      if (slice.size() == choice.size()) {
        if (rank.compareTo(slice.lastKey()) > 0) {
          continue;
        }
        Kept last = new Kept(period, slice.pollLastEntry().getValue());
        if (!in.remove(last)) {
          out.add(last);
        }
      }
      slice.put(rank, example);
      in.add(new Kept(period, example));
    }
    return new Change(in, out);
  }

  private NavigableMap<Rank, Example> slice(long period, int task) {
    return periods
        .computeIfAbsent(period, none -> new TreeMap<>())
        .computeIfAbsent(task, none -> new TreeMap<>());
  }

  /** Lets periods before one go. */
  public List<Kept> dropBefore(long period) {
    SortedMap<Long, TreeMap<Integer, TreeMap<Rank, Example>>> old = periods.headMap(period);
    List<Kept> out = new ArrayList<>();
    old.forEach(
        (number, tasks) ->
            tasks
                .values()
                .forEach(
                    slice ->
                        slice.values().forEach(example -> out.add(new Kept(number, example)))));
    old.clear();
    return out;
  }

  /** A copy of all examples by period and task, each slice in the order of ranks. */
  public SortedMap<Long, Map<Integer, List<Example>>> examples() {
    SortedMap<Long, Map<Integer, List<Example>>> copy = new TreeMap<>();
    periods.forEach(
        (period, tasks) -> {
          Map<Integer, List<Example>> ofTasks = new TreeMap<>();
          tasks.forEach((task, slice) -> ofTasks.put(task, List.copyOf(slice.values())));
          copy.put(period, ofTasks);
        });
    return copy;
  }
}
