package io.tributary.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Order statistics of a few numbers. */
final class Quantiles {

  private Quantiles() {}

  /** The smallest value that at least a share q of the values do not exceed. */
  static <T> double of(List<T> values, double q, ToDoubleFunction<T> value) {
    double[] sorted = values.stream().mapToDouble(value).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }

  static <T> double median(List<T> values, ToDoubleFunction<T> value) {
    return (of(values, 0.5, value) - of(values, 0.5, v -> -value.applyAsDouble(v))) / 2;
  }
}
