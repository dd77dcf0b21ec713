package io.tributary.model.config;

import java.util.regex.Pattern;

/**
 * An integer within bounds.
 *
 * @param min smallest allowed
 * @param max largest allowed
 */
record WholeNumber(int min, int max) implements Type<Integer> {

  private static final Pattern DIGITS = Pattern.compile("[-+]?[0-9]{1,18}");

  /** Sizes and counts. */
  static WholeNumber atLeast(int min) {
    return new WholeNumber(min, 1_000_000_000);
  }

  @Override
  public Integer read(YamlNode node) {
    String text = node.plain(this);
    if (!DIGITS.matcher(text).matches()) {
      throw node.wrong(this);
    }
    long value = Long.parseLong(text);
    if (value < min || value > max) {
      throw node.wrong(this);
    }
    return (int) value;
  }

  @Override
  public Object write(Integer value) {
    return value;
  }

  @Override
  public String describe() {
    return "a whole number from " + min + " to " + max;
  }
}
