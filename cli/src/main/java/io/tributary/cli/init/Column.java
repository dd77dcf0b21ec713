package io.tributary.cli.init;

import io.tributary.cli.csv.Cells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one column of a sample.
 *
 * @param name of the column
 * @param index of the column
 * @param cells of the sample, in order; null where there is no value
 * @param numbers of the cells, NaN where there is none
 * @param counts of each value, in order of appearance
 * @param present cells that hold a value
 * @param numeric cells that hold a number
 * @param none cells that hold no value
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Column(
    String name,
    int index,
    List<@Nullable String> cells,
    double[] numbers,
    Map<String, Integer> counts,
    int present,
    int numeric,
    Set<String> none) {

  private static final double ALMOST_ALL = 0.98;

  static Column of(TableSample sample, int index, Set<String> missing, char decimal) {
    List<@Nullable String> cells = new ArrayList<>();
    double[] numbers = new double[sample.rows().size()];
    Map<String, Integer> counts = new LinkedHashMap<>();
    int present = 0;
    int numeric = 0;
    for (int i = 0; i < numbers.length; i++) {
      String cell = sample.rows().get(i)[index];
      boolean none = missing.contains(cell);
      cells.add(none ? null : cell);
      numbers[i] = Double.NaN;
      if (none) {
        continue;
      }
      present++;
      counts.merge(cell, 1, Integer::sum);
      String number = Cells.number(cell, decimal);
      if (number != null) {
        numbers[i] = Double.parseDouble(number);
        numeric++;
      }
    }
    return new Column(
        sample.header().get(index), index, cells, numbers, counts, present, numeric, missing);
  }

  int distinct() {
    return counts.size();
  }

  /** Share of the values that stand in one cell only. */
  double distinctShare() {
    return present == 0 ? 0 : (double) distinct() / present;
  }

  int missing() {
    return cells.size() - present;
  }

  boolean isNumeric() {
    return present > 0 && numeric >= ALMOST_ALL * present;
  }

  /** Whether all numbers are whole. */
  boolean isWhole() {
    for (double number : numbers) {
      if (!Double.isNaN(number) && number != Math.rint(number)) {
        return false;
      }
    }
    return true;
  }

  double min() {
    return sorted()[0];
  }

  double max() {
    double[] sorted = sorted();
    return sorted[sorted.length - 1];
  }

  /** Every number, ascending; at least one, 0 where there is none. */
  double[] sorted() {
    double[] sorted =
        java.util.Arrays.stream(numbers).filter(x -> !Double.isNaN(x)).sorted().toArray();
    return sorted.length == 0 ? new double[1] : sorted;
  }

  /** Third standardised moment; 0 of numbers that are all alike. */
  static double skewness(double[] numbers) {
    double mean = java.util.Arrays.stream(numbers).average().orElse(0);
    double second = 0;
    double third = 0;
    for (double number : numbers) {
      double d = number - mean;
      second += d * d;
      third += d * d * d;
    }
    second /= numbers.length;
    third /= numbers.length;
    return second < 1e-300 ? 0 : third / Math.pow(second, 1.5);
  }

  /** A quantile of what a number is for each value. */
  int quantile(double share, java.util.function.ToIntFunction<String> of) {
    int[] sorted =
        cells.stream()
            .filter(java.util.Objects::nonNull)
            .mapToInt(cell -> of.applyAsInt(java.util.Objects.requireNonNull(cell)))
            .sorted()
            .toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }
}
