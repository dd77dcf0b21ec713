package io.tributary.cli.init;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A column as a task.
 *
 * @param column which
 * @param type binary, classification or regression
 * @param classes names in order; none of a regression
 * @param counts of the classes in the sample
 */
record Outcome(Column column, Type type, List<String> classes, Map<String, Integer> counts) {

  private static final int MOST_CLASSES = 100;
  private static final int FEW_NUMBERS = 10;
  private static final Set<String> POSITIVE =
      Set.of(
          "yes", "y", "true", "t", "1", "1.0", "positive", "pos", "+", "ja", "oui", "si", "spam");

  /** What it predicts. */
  enum Type {
    BINARY,
    CLASSIFICATION,
    REGRESSION
  }

  /** A column that cannot be a task, and why. */
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1;

    Impossible(String why) {
      super(why);
    }
  }

  /**
   * Takes a column for a task.
   *
   * @param values every value of the whole table, or as many as are needed to see that there are
   *     many
   */
  static Outcome of(Column column, Set<String> values) throws Impossible {
    int distinct = values.size();
    if (distinct == 0) {
      throw new Impossible("holds nothing");
    }
    if (distinct == 1) {
      throw new Impossible("is the same in all rows: there is nothing to learn");
    }
    boolean manyNumbers =
        column.isNumeric() && (distinct > FEW_NUMBERS || !column.isWhole()) && distinct > 2;
    if (manyNumbers) {
      return new Outcome(column, Type.REGRESSION, List.of(), Map.of());
    }
    if (distinct > MOST_CLASSES) {
      throw new Impossible(
          "has more than "
              + MOST_CLASSES
              + " values and they are no numbers: neither classes nor"
              + " a quantity");
    }
    for (String value : values) {
      if (value.length() > 200 || value.chars().anyMatch(Character::isISOControl)) {
        throw new Impossible("has values that are no names of classes: they are too long");
      }
    }
    List<String> classes = new ArrayList<>(values);
    classes.sort(
        Comparator.<String>comparingDouble(value -> rank(column, value))
            .thenComparing(Comparator.naturalOrder()));
    if (distinct == 2 && isPositive(classes.get(0)) && !isPositive(classes.get(1))) {
      classes = List.of(classes.get(1), classes.get(0));
    } else if (distinct == 2
        && !isPositive(classes.get(1))
        && !column.isNumeric()
        && count(column, classes.get(0)) < count(column, classes.get(1))) {
      classes = List.of(classes.get(1), classes.get(0)); // the rarer is what one looks for
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    classes.forEach(name -> counts.put(name, count(column, name)));
    return new Outcome(
        column, distinct == 2 ? Type.BINARY : Type.CLASSIFICATION, List.copyOf(classes), counts);
  }

  private static double rank(Column column, String value) {
    return column.isNumeric()
        ? Double.parseDouble(
            Objects.requireNonNullElse(io.tributary.cli.csv.Cells.number(value, '.'), "0"))
        : 0;
  }

  private static boolean isPositive(String value) {
    return POSITIVE.contains(value.toLowerCase(Locale.ROOT));
  }

  private static int count(Column column, String value) {
    return column.counts().getOrDefault(value, 0);
  }

  /** Share of the rarest class; 1 of a regression. */
  double rarest() {
    return counts.values().stream().mapToInt(n -> n).min().orElse(1)
        / (double) Math.max(1, counts.values().stream().mapToInt(n -> n).sum());
  }

  /** Each cell's class by its index, or number; NaN where there is none. */
  double[] values() {
    if (type == Type.REGRESSION) {
      return column.numbers().clone();
    }
    double[] values = new double[column.cells().size()];
    for (int i = 0; i < values.length; i++) {
      String cell = column.cells().get(i);
      int index = cell == null ? -1 : classes.indexOf(cell);
      values[i] = index < 0 ? Double.NaN : index;
    }
    return values;
  }
}
