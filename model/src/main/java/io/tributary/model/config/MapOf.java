package io.tributary.model.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A section whose keys are names of tasks.
 *
 * @param values type of what each name has
 * @param words what the section is
 */
record MapOf<T>(Type<T> values, String words) implements Type<Map<String, T>> {

  @Override
  public Map<String, T> read(YamlNode node) {
    Map<String, T> result = new LinkedHashMap<>();
    node.entries(this)
        .forEach(
            (name, value) -> {
              if (!Text.TASK_NAME.form().matcher(name).matches()) {
                throw value.refuse(
                    "is no name for a task; it must be " + Text.TASK_NAME.describe());
              }
              result.put(name, values.read(value));
            });
    return Collections.unmodifiableMap(result);
  }

  @Override
  public Object write(Map<String, T> value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    value.forEach((name, one) -> tree.put(name, values.write(one)));
    return tree;
  }

  @Override
  public String describe() {
    return words;
  }

  @Override
  public Map<String, Key<?>> children() {
    Map<String, Key<?>> children = new LinkedHashMap<>();
    values.children().forEach((below, key) -> children.put("<name>." + below, key));
    return children;
  }
}
