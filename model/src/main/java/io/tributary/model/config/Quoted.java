package io.tributary.model.config;

/** What a user wrote, made fit for one line of a message. */
final class Quoted {

  private static final int LONGEST = 60;
  private static final int LONGEST_LINE = 600;

  private Quoted() {}

  /** In quotes, cut when long. */
  static String of(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return "'" + clean(cut) + "'";
  }

  /** A line without its middle when names in it are longer than any key is. */
  static String shorten(String line) {
    int half = LONGEST_LINE / 2;
    return line.length() > LONGEST_LINE
        ? line.substring(0, half) + "…" + line.substring(line.length() - half)
        : line;
  }

  /** Without line breaks or other control characters. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
  }
}
