package io.tributary.model.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of keys, from which the reader, the printer and the documentation work.
 *
 * @param name as written, without the sections around it
 * @param type of its value
 * @param fallback used when it is absent; null when it is required or the default is derived
 * @param derived what a derived default is, in words; empty otherwise
 * @param meaning in one line
 */
record Key<T>(String name, Type<T> type, @Nullable T fallback, String derived, String meaning) {

  /** A key that must be there. */
  static <T> Key<T> required(String name, Type<T> type, String meaning) {
    return new Key<>(name, type, null, "", meaning);
  }

  /** A key with a default. */
  static <T> Key<T> optional(String name, Type<T> type, T fallback, String meaning) {
    return new Key<>(name, type, fallback, "", meaning);
  }

  /** A key whose default depends on others, or that may be absent for good. */
  static <T> Key<T> derived(String name, Type<T> type, String derived, String meaning) {
    return new Key<>(name, type, null, derived, meaning);
  }

  boolean isRequired() {
    return fallback == null && derived.isEmpty();
  }

  /** Every plain key below a list of keys, by its whole path, in order. */
  static Map<String, Key<?>> flatten(List<Key<?>> keys) {
    Map<String, Key<?>> rows = new LinkedHashMap<>();
    keys.forEach(key -> key.addTo(rows, key.name));
    return rows;
  }

  private void addTo(Map<String, Key<?>> rows, String path) {
    Map<String, Key<?>> children = type.children();
    if (children.isEmpty()) {
      rows.put(path, this);
    }
    children.forEach((below, key) -> key.addTo(rows, path + "." + below));
  }
}
