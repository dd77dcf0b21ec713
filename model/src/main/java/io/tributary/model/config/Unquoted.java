package io.tributary.model.config;

import java.util.regex.Pattern;

/**
 * Text of a form that may hold a secret, and is never quoted in a message.
 *
 * @param form that all of it must have
 * @param words the form in words
 */
record Unquoted(Pattern form, String words) implements Type<String> {

  @Override
  public String read(YamlNode node) {
    if (!node.isText()) {
      throw node.misshapen(this);
    }
    String text = node.text(this);
    if (!form.matcher(text).matches()) {
      throw node.refuse("is another text; it must be " + words);
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
