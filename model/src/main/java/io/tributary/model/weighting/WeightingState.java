package io.tributary.model.weighting;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a weighting remembers from one round to the next: named arrays of numbers.
 *
 * @param values by name, in the order of the names
 */
public record WeightingState(Map<String, double[]> values) {

  /** Nothing remembered. */
  public static final WeightingState EMPTY = new WeightingState(Map.of());

  public WeightingState {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }
}
