package io.tributary.cli.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One measure over rounds, as far back as it is kept. */
final class Series {

  private final int most;
  private final TreeMap<Long, Double> values = new TreeMap<>();

  /**
   * Of no round yet.
   *
   * @param most rounds kept
   */
  Series(int most) {
    this.most = most;
  }

  /**
   * Takes a round's value; later rounds that it had are void: a job was restored before them.
   *
   * @param value nothing is added without one
   */
  void add(long round, @Nullable Double value) {
    values.tailMap(round, true).clear();
    if (value != null && Double.isFinite(value)) {
      values.put(round, value);
    }
    while (values.size() > most) {
      values.pollFirstEntry();
    }
  }

  /** The newest value, or null. */
  @Nullable Double newest() {
    return values.isEmpty() ? null : values.lastEntry().getValue();
  }

  /** Mean of the newest values, at most so many; null when there is none. */
  @Nullable Double mean(int count) {
    return values.isEmpty()
        ? null
        : values.descendingMap().values().stream()
            .limit(count)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();
  }

  /** At most so many points, oldest first: each the mean of as many neighbouring values. */
  List<Double> thinned(int points) {
    List<Double> all = List.copyOf(values.values());
    int width = Math.max(1, (all.size() + points - 1) / points);
    List<Double> means = new ArrayList<>();
    // From the newest on, so that old points keep their values' number and only the first is thin.
    for (int end = all.size(); end > 0; end -= width) {
      List<Double> part = all.subList(Math.max(0, end - width), end);
      means.add(0, part.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }
    return means;
  }
}
