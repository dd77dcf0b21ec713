package io.tributary.model.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;

/** The name of a character set that this Java knows. */
record CharacterSet() implements Type<String> {

  @Override
  public String read(YamlNode node) {
    String name = node.text(this);
    try {
      if (Charset.isSupported(name)) {
        return name;
      }
    } catch (IllegalCharsetNameException e) {
      throw node.wrong(this);
    }
    throw node.wrong(this);
  }

  @Override
  public Object write(String value) {
    return value;
  }

  @Override
  public String describe() {
    return "a character set, such as utf-8, utf-16 or windows-1252";
  }
}
