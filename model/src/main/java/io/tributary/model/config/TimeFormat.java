package io.tributary.model.config;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How a column writes times. */
record TimeFormat() implements Type<String> {

  static final String ISO = "iso";

  private static final List<String> WORDS = List.of(ISO, "epoch", "epochMillis");

  @Override
  public String read(YamlNode node) {
    String text = node.text(this);
    if (!WORDS.contains(text) && !isPattern(text)) {
      throw node.wrong(this);
    }
    return text;
  }

  private static boolean isPattern(String text) {
    try {
      return !DateTimeFormatter.ofPattern(text, Locale.ROOT).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Object write(String value) {
    return value;
  }

  @Override
  public String describe() {
    return "iso, epoch (seconds), epochMillis, or a pattern such as dd.MM.yyyy HH:mm";
  }
}
