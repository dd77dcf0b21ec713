package io.tributary.connectors.example;

import java.util.regex.Pattern;

/** Numbers that come as text. */
final class NumberText {

  // Double.parseDouble alone would take 1f, 0x1p3 and NaN too.
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*+|\\.[0-9]++)(?:[eE][-+]?[0-9]{1,4})?");

  private static final int LONGEST = 1000; // as that of a number in JSON

  private NumberText() {}

  /** The number, blanks around it aside; NaN when the text is none. */
  static double value(String text) {
    String number = text.strip();
    return number.length() <= LONGEST && DECIMAL.matcher(number).matches()
        ? Double.parseDouble(number)
        : Double.NaN;
  }
}
