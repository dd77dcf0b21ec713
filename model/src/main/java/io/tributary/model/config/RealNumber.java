package io.tributary.model.config;

import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/**
 * A number within a range.
 *
 * @param range in words
 * @param inside whether a number lies in it
 */
record RealNumber(String range, DoublePredicate inside) implements Type<Double> {

  /** From 0 to 1 without 1. */
  static final RealNumber SHARE = new RealNumber("of at least 0 and below 1", x -> x >= 0 && x < 1);

  /** Above 0 and finite. */
  static final RealNumber RATE =
      new RealNumber("above 0", x -> x > 0 && x <= Float.MAX_VALUE && (float) x > 0);

  /** Above 0 and below 1. */
  static final RealNumber PROBABILITY = new RealNumber("above 0 and below 1", x -> x > 0 && x < 1);

  /** A factor of a loss. */
  static final RealNumber FACTOR =
      new RealNumber("of at least 0", x -> x >= 0 && x <= Float.MAX_VALUE);

  /** A number of rounds, or 0 for none; not so small that a rate divided by it is lost. */
  static final RealNumber DECAY =
      new RealNumber("of at least 0.001, or 0 for none", x -> x == 0 || (x >= 0.001 && x <= 1e15));

  /** A bound from below for what starts at 1. */
  static final RealNumber FLOOR = new RealNumber("of at most 1, or -.inf for none", x -> x <= 1);

  /** A bound from above for what starts at 1. */
  static final RealNumber CEILING = new RealNumber("of at least 1, or .inf for none", x -> x >= 1);

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?|[-+]?\\.inf");

  @Override
  public Double read(YamlNode node) {
    String text = node.plain(this);
    if (!NUMBER.matcher(text).matches()) {
      throw node.wrong(this);
    }
    double value = Double.parseDouble(text.replace(".inf", "Infinity"));
    if (!inside.test(value)) {
      throw node.wrong(this);
    }
    return value;
  }

  @Override
  public Object write(Double value) {
    return value;
  }

  @Override
  public String describe() {
    return "a number " + range;
  }
}
