package io.tributary.cli.init;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Proposes auxiliary tasks: columns that look like outcomes of the same kind as the target. A task
 * is no input, so a column that merely goes along with the target is left an input.
 */
final class Auxiliaries {

  private static final int MOST = 4;
  private static final int MOST_PARTS = 40;
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[a-z])(?=[A-Z])");
  private static final Set<String> OUTCOMES =
      Set.of(
          "outcome",
          "label",
          "target",
          "result",
          "click",
          "clicked",
          "converted",
          "conversion",
          "churn",
          "churned",
          "bought",
          "purchased",
          "sold",
          "defaulted",
          "fraud",
          "returned",
          "cancelled",
          "canceled",
          "survived",
          "responded",
          "subscribed",
          "rating",
          "grade");

  private Auxiliaries() {}

  /** Two numbers whose sum is the target: each tells what the other does not. */
  static List<Column> parts(Outcome target, List<Column> columns) {
    if (target.type() != Outcome.Type.REGRESSION) {
      return List.of();
    }
    List<Column> numbers =
        columns.stream()
            .filter(column -> column.isNumeric() && column.missing() == 0 && column.distinct() > 2)
            .limit(MOST_PARTS)
            .toList();
    double[] sum = target.values();
    for (int i = 0; i < numbers.size(); i++) {
      for (int j = i + 1; j < numbers.size(); j++) {
        if (isSum(sum, numbers.get(i).numbers(), numbers.get(j).numbers())) {
          return List.of(numbers.get(i), numbers.get(j));
        }
      }
    }
    return List.of();
  }

  private static boolean isSum(double[] sum, double[] one, double[] other) {
    for (int i = 0; i < sum.length; i++) {
      if (!(Math.abs(one[i] + other[i] - sum[i]) <= 1e-6 * Math.max(1, Math.abs(sum[i])))) {
        return false;
      }
    }
    return sum.length > 10;
  }

  /** Columns whose names say that they are outcomes, or relate them to the target's. */
  static List<Outcome> named(Outcome target, List<Column> columns, TableSample sample) {
    List<Outcome> proposed = new ArrayList<>();
    for (Column column : columns) {
      if (proposed.size() < MOST && looksAlike(target.column().name(), column.name())) {
        asTask(target, column, sample).ifPresent(proposed::add);
      }
    }
    return proposed;
  }

  private static Optional<Outcome> asTask(Outcome target, Column column, TableSample sample) {
    try {
      Outcome outcome = Outcome.of(column, present(sample, column));
      boolean number = outcome.type() == Outcome.Type.REGRESSION;
      boolean alike = number == (target.type() == Outcome.Type.REGRESSION);
      boolean leak =
          Association.tellsAll(Association.strength(column, target), target)
              || Association.isCopy(column, target);
      return alike && !leak ? Optional.of(outcome) : Optional.empty();
    } catch (Outcome.Impossible none) {
      return Optional.empty();
    }
  }

  /** The values of a column in the whole table, as far as they were collected. */
  static Set<String> present(TableSample sample, Column column) {
    Set<String> values = new LinkedHashSet<>(sample.values().get(column.index()));
    values.removeAll(column.none());
    return values;
  }

  private static boolean looksAlike(String target, String name) {
    List<String> words = words(name);
    if (words.stream().anyMatch(OUTCOMES::contains)) {
      return true;
    }
    List<String> own = words(target);
    String stem = stem(own.get(0));
    boolean numbered = words.size() == 1 && own.size() == 1 && stem.equals(stem(words.get(0)));
    return numbered && !stem.isEmpty();
  }

  private static List<String> words(String name) {
    List<String> words =
        Stream.of(WORDS.split(name)).filter(word -> !word.isEmpty()).map(Auxiliaries::low).toList();
    return words.isEmpty() ? List.of(low(name)) : words;
  }

  private static String low(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String stem(String word) {
    return word.replaceAll("[0-9]+$", "");
  }
}
