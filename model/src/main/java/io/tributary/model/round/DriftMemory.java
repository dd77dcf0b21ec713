package io.tributary.model.round;

import io.tributary.model.weighting.WeightingState;
import java.util.Map;
import java.util.TreeMap;

/** Where what is known of drift lies among the names that the weighting remembers. */
final class DriftMemory {

  private static final String PREFIX = "drift.";

  private DriftMemory() {}

  /** What lies there, without the prefix. */
  static Map<String, double[]> of(WeightingState state) {
    Map<String, double[]> memory = new TreeMap<>();
    state
        .values()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                memory.put(name.substring(PREFIX.length()), value);
              }
            });
    return memory;
  }

  /** The state without it. */
  static WeightingState without(WeightingState state) {
    Map<String, double[]> values = new TreeMap<>(state.values());
    values.keySet().removeIf(name -> name.startsWith(PREFIX));
    return new WeightingState(values);
  }

  /** Adds it to a state. */
  static WeightingState in(WeightingState state, Map<String, double[]> memory) {
    Map<String, double[]> values = new TreeMap<>(state.values());
    memory.forEach((name, value) -> values.put(PREFIX + name, value));
    return new WeightingState(values);
  }
}
