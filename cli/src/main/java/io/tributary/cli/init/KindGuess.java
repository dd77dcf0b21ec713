package io.tributary.cli.init;

import io.tributary.cli.csv.Times;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Takes columns for what their values look like. */
final class KindGuess {

  private static final List<String> FORMATS =
      List.of(
          "iso",
          "dd.MM.yyyy",
          "dd.MM.yyyy HH:mm",
          "dd.MM.yyyy HH:mm:ss",
          "MM/dd/yyyy",
          "MM/dd/yyyy HH:mm",
          "MM/dd/yyyy HH:mm:ss",
          "dd/MM/yyyy",
          "dd/MM/yyyy HH:mm",
          "dd/MM/yyyy HH:mm:ss",
          "yyyy/MM/dd",
          "yyyy/MM/dd HH:mm:ss");
  private static final Pattern TIME_NAME =
      Pattern.compile("(?i).*(time|date|epoch|stamp|(^|_)ts($|_)|zeit|datum).*");
  private static final double SKEWED = 3;
  private static final int FEW = 200;
  private static final int SPACES_OF_TEXT = 3;

  private KindGuess() {}

  static Kind of(Column column) {
    if (column.name().isEmpty()) {
      return new Kind.LeftOut("has no name");
    }
    if (column.name().length() > 200 || column.name().chars().anyMatch(Character::isISOControl)) {
      return new Kind.LeftOut("its name is no name for a field");
    }
    if (column.present() == 0) {
      return new Kind.LeftOut("holds nothing");
    }
    if (column.distinct() == 1 && column.missing() == 0) {
      return new Kind.LeftOut("is the same in all rows");
    }
    String format = time(column);
    if (format != null) {
      return new Kind.Time(format);
    }
    return column.isNumeric() ? number(column) : word(column);
  }

  /** The format of a column of times, or null. */
  static @org.jspecify.annotations.Nullable String time(Column column) {
    if (column.isNumeric()) {
      boolean named = TIME_NAME.matcher(column.name()).matches() && column.isWhole();
      if (named && column.min() > 5e8 && column.max() < 5e9) {
        return "epoch";
      }
      return named && column.min() > 5e11 && column.max() < 5e12 ? "epochMillis" : null;
    }
    for (String format : FORMATS) {
      Times times = new Times(format);
      if (column.counts().keySet().stream().limit(2000).allMatch(v -> times.of(v) != null)) {
        return format;
      }
    }
    return null;
  }

  private static Kind number(Column column) {
    int distinct = column.distinct();
    boolean unique = column.isWhole() && distinct == column.present() && distinct > 20;
    if (unique && (isRising(column) || isPermutation(column))) {
      return new Kind.LeftOut("numbers the rows");
    }
    String range = shown(column.min()) + " to " + shown(column.max());
    if (isCode(column)) {
      return new Kind.Input(
          categorical(distinct), distinct + " whole numbers without gaps, " + range);
    }
    double[] sorted = column.sorted();
    double raw = Math.abs(Column.skewness(sorted));
    double[] logs = new double[sorted.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.signum(sorted[i]) * Math.log1p(Math.abs(sorted[i]));
    }
    boolean skewed = raw > SKEWED && Math.abs(Column.skewness(logs)) < raw / 2;
    String gaps = column.missing() > 0 ? ", sometimes missing" : "";
    return skewed
        ? new Kind.Input("{type: numeric, transform: log}", range + ", heavily skewed" + gaps)
        : new Kind.Input("numeric", range + gaps);
  }

  /** Few whole numbers, each of them often: months, hours, kinds. */
  private static boolean isCode(Column column) {
    int distinct = column.distinct();
    return distinct > 2
        && distinct <= 31
        && column.isWhole()
        && column.numeric() == column.present()
        && column.max() - column.min() == distinct - 1
        && column.counts().values().stream().mapToInt(n -> n).min().orElse(0)
            >= 0.2 * column.present() / distinct;
  }

  private static boolean isRising(Column column) {
    double last = Double.NEGATIVE_INFINITY;
    for (double number : column.numbers()) {
      if (number <= last) {
        return false;
      }
      last = Double.isNaN(number) ? last : number;
    }
    return true;
  }

  /** Every number of a range once, in any order. */
  private static boolean isPermutation(Column column) {
    return column.missing() == 0 && column.max() - column.min() == column.distinct() - 1;
  }

  private static Kind word(Column column) {
    int distinct = column.distinct();
    int words = column.quantile(0.5, text -> text.split("\\s+").length);
    int longest = column.quantile(0.9, String::length);
    boolean varied = column.distinctShare() > 0.3 && distinct > 20;
    if (varied && (words > SPACES_OF_TEXT || longest > 60)) {
      return text(column);
    }
    if (distinct <= FEW && column.distinctShare() < 0.5) {
      return new Kind.Input(categorical(distinct), distinct + " values" + example(column));
    }
    if (column.distinctShare() > 0.8 && column.present() > 20) {
      return new Kind.LeftOut("is another value in almost every row");
    }
    int buckets = Math.min(65_536, power(4 * distinct));
    int dimension = 8;
    return new Kind.Input(
        "{type: categorical, buckets: %d, dimension: %d}".formatted(buckets, dimension),
        distinct + " values in a sample, hashed" + example(column));
  }

  private static Kind text(Column column) {
    int words = column.quantile(0.9, text -> text.split("\\s+").length);
    int characters = column.quantile(0.9, String::length);
    String why = "text, mostly up to " + words + " words";
    if (characters > 400) {
      int length = Math.min(1024, 64 * ((2 * words + 63) / 64));
      return new Kind.Input(
          "{type: text, words: 2, characters: [], length: %d}".formatted(length), why);
    }
    int length = Math.min(1024, Math.max(64, 64 * ((2 * words + 3 * characters + 63) / 64)));
    return new Kind.Input("{type: text, length: %d}".formatted(length), why);
  }

  static String categorical(int distinct) {
    int values = Math.max(8, power(distinct + distinct / 4 + 2));
    int dimension = (int) Math.max(2, Math.min(16, Math.round(Math.sqrt(distinct)) + 1));
    return "{type: categorical, values: %d, dimension: %d}".formatted(values, dimension);
  }

  private static String example(Column column) {
    String first = Objects.requireNonNull(column.counts().keySet().iterator().next());
    return first.length() > 20 || first.chars().anyMatch(Character::isISOControl)
        ? ""
        : ", such as " + first.replace("#", "");
  }

  private static int power(int atLeast) {
    return Integer.highestOneBit(Math.max(1, atLeast - 1)) * 2;
  }

  static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.4g", number);
  }
}
