package io.tributary.pytorch;

import java.util.Locale;

/** The body of one TorchScript method, line by line, with fresh names. */
@SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library that is not used else
final class Code {
  private final StringBuilder text = new StringBuilder();
  private int names;

  /** Adds a line. */
  void line(String format, Object... arguments) {
    text.append("    ").append(format.formatted(arguments)).append('\n');
  }

  /** Adds an expression under a fresh name, and returns the name. */
  String let(String format, Object... arguments) {
    String name = fresh();
    line("%s = %s", name, format.formatted(arguments));
    return name;
  }

  /** A name that is not used yet. */
  String fresh() {
    return "v" + names++;
  }

  /** A number as the script reads it. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.17e", value);
  }

  /** The method, with its head. */
  String method(String name, String parameters) {
    return "  def %s(self: %s, %s) -> int:\n%s    return 0\n"
        .formatted(name, ScriptArchive.TYPE, parameters, text);
  }
}
