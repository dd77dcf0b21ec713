package io.tributary.model.config;

import java.util.regex.Pattern;

/**
 * Text of a form.
 *
 * @param form that all of it must have
 * @param words the form in words
 */
record Text(Pattern form, String words) implements Type<String> {

  /** Names of tasks: they stand in tensor names, between dots. */
  static final Text TASK_NAME =
      new Text(Pattern.compile("[A-Za-z0-9_-]{1,100}"), "1 to 100 letters, digits, '_' or '-'");

  /** Prefixes of topic names; the rest of the name takes up to 49 characters. */
  static final Text TOPIC_PREFIX = topic(200);

  /** Topics that examples come from; {@code .dlq} is appended to them. */
  static final Text TOPIC = topic(245);

  /** Names of files and folders. */
  static final Text PATH = new Text(Pattern.compile("[^\\p{Cntrl}]+"), "a path");

  /** Addresses of brokers. */
  static final Text SERVERS =
      new Text(
          Pattern.compile("\\s*" + Text.SERVER + "(\\s*,\\s*" + Text.SERVER + ")*\\s*"),
          "host:port, several separated by commas");

  private static final String PORT =
      "(?:6553[0-5]|655[0-2]\\d|65[0-4]\\d\\d|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})";
  private static final String SERVER = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):" + PORT;

  private static Text topic(int longest) {
    return new Text(
        Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1," + longest + "}"),
        "1 to " + longest + " letters, digits, '.', '_' or '-'");
  }

  @Override
  public String read(YamlNode node) {
    String text = node.text(this);
    if (!form.matcher(text).matches()) {
      throw node.wrong(this);
    }
    return text;
  }

  @Override
  public Object write(String value) {
    return value;
  }

  @Override
  public String describe() {
    return words;
  }
}
