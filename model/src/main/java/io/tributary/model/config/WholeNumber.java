package io.tributary.model.config;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An integer within bounds.
 *
 * @param min smallest allowed
 * @param max largest allowed
 */
record WholeNumber(int min, int max) implements Type<Integer> {

  private static final Pattern DIGITS = Pattern.compile("[-+]?[0-9]+");
  private static final int LARGEST = 1_000_000_000; // where only arrays and memory set a bound

  /** Sizes and counts. */
  static WholeNumber atLeast(int min) {
    return new WholeNumber(min, LARGEST);
  }

  @Override
  public Integer read(YamlNode node) {
    String text = node.plain(this);
    if (!DIGITS.matcher(text).matches()) {
      throw node.wrong(this);
    }
    BigInteger value = new BigInteger(text);
    if (value.compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      throw node.refuse("is too large; it must be at most " + max);
    }
    if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.intValue() > max) {
      throw node.wrong(this);
    }
    return value.intValue();
  }

  @Override
  public Object write(Integer value) {
    return value;
  }

  @Override
  public String describe() {
    return max == LARGEST
        ? "a whole number of at least " + min
        : "a whole number from " + min + " to " + max;
  }
}
