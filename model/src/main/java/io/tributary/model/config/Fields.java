package io.tributary.model.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a section on their way to text, in order. */
final class Fields {

  private final Map<String, Object> tree = new LinkedHashMap<>();

  <T> Fields with(Key<T> key, T value) {
    tree.put(key.name(), key.type().write(value));
    return this;
  }

  Map<String, Object> tree() {
    return tree;
  }
}
