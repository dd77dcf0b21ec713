package io.tributary.model.weighting;

import io.tributary.model.evaluation.FadingMean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a weighting remembers from one round to the next: named arrays of numbers.
 *
 * @param values by name, in the order of the names
 */
public record WeightingState(Map<String, double[]> values) {

  private static final String COUNT = ".count";
  private static final String SUM = ".sum";
  private static final String SQUARES = ".squares";

  /** Nothing remembered. */
  public static final WeightingState EMPTY = new WeightingState(Map.of());

  public WeightingState {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** An array of a known length; zeros when there is none of that length. */
  public double[] array(String name, int length) {
    double[] array = values.getOrDefault(name, new double[0]);
    return array.length == length ? array : new double[length];
  }

  /** Fading means, as {@link #with(String, List)} has put them; empty ones when there are none. */
  public List<FadingMean> means(String name, int length) {
    double[] count = array(name + COUNT, length);
    double[] sum = array(name + SUM, length);
    double[] squares = array(name + SQUARES, length);
    List<FadingMean> means = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      means.add(new FadingMean(count[i], sum[i], squares[i]));
    }
    return means;
  }

  /** The same without what a fading mean of a name knows; unchanged when there is no such mean. */
  public WeightingState without(String name, int index) {
    int length = values.getOrDefault(name + COUNT, new double[0]).length;
    if (index >= length) {
      return this;
    }
    List<FadingMean> means = means(name, length);
    means.set(index, FadingMean.NONE);
    return with(name, means);
  }

  /** The same with fading means under a name. */
  public WeightingState with(String name, List<FadingMean> means) {
    return with(name + COUNT, means.stream().mapToDouble(FadingMean::count).toArray())
        .with(name + SUM, means.stream().mapToDouble(FadingMean::sum).toArray())
        .with(name + SQUARES, means.stream().mapToDouble(FadingMean::squares).toArray());
  }

  /** The same with an array under a name. */
  public WeightingState with(String name, double[] array) {
    Map<String, double[]> all = new TreeMap<>(values);
    all.put(name, array);
    return new WeightingState(all);
  }
}
