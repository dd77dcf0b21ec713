package io.tributary.model.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Properties of Kafka clients. Their values are never quoted: any may be a secret. */
record Properties() implements Type<Map<String, String>> {

  @Override
  public Map<String, String> read(YamlNode node) {
    Map<String, String> properties = new LinkedHashMap<>();
    node.entries(this).forEach((name, value) -> properties.put(name, value(name, value)));
    return properties;
  }

  @Override
  public Object write(Map<String, String> value) {
    return value;
  }

  @Override
  public String describe() {
    return "a section of names and values of Kafka client properties";
  }

  private String value(String name, YamlNode value) {
    if (name.equals("bootstrap.servers")) {
      throw value.refuse("stands at kafka.bootstrapServers; move it there");
    }
    if (!value.isText()) {
      throw value.refuse(
          "must be one text or number; write a name with dots, name.part: value, and nothing as"
              + " \"\"");
    }
    return value.text(this);
  }
}
