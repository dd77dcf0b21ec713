package io.tributary.cli.csv;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in single cells. */
public final class Cells {

  private static final Pattern JSON =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,4})?");
  private static final Pattern NUMBER =
      Pattern.compile("([-+]?)0*([0-9]*)(?:\\.([0-9]*))?([eE][-+]?[0-9]{1,4})?");
  private static final Pattern THOUSANDS =
      Pattern.compile("[-+]?[0-9]{1,3}(?:\\.[0-9]{3})+(?:,[0-9]*)?");

  private Cells() {}

  /**
   * A number as JSON writes it, in the cell's own digits.
   *
   * @param cell without blanks around it
   * @param decimal the mark before the fraction
   * @return null when it is none
   */
  public static @Nullable String number(String cell, char decimal) {
    if (cell.length() > 1000) {
      return null;
    }
    String text = cell;
    if (decimal == ',') {
      if (cell.indexOf('.') >= 0) {
        if (!THOUSANDS.matcher(cell).matches()) {
          return null;
        }
        text = cell.replace(".", "");
      }
      text = text.replace(',', '.');
    }
    if (JSON.matcher(text).matches()) {
      return text;
    }
    var parts = NUMBER.matcher(text);
    if (!parts.matches() || text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    int mantissa = parts.group(4) == null ? text.length() : parts.start(4);
    if (text.substring(0, mantissa).chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    String whole = parts.group(2).isEmpty() ? "0" : parts.group(2);
    String fraction =
        parts.group(3) == null || parts.group(3).isEmpty() ? "" : "." + parts.group(3);
    String sign = parts.group(1).equals("-") ? "-" : "";
    return sign + whole + fraction + (parts.group(4) == null ? "" : parts.group(4));
  }
}
