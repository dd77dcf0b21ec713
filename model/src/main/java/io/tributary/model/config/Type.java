package io.tributary.model.config;

import java.util.Map;

/**
 * A kind of value in the file: how it is read, printed and described.
 *
 * @param <T> what it becomes
 */
interface Type<T> {

  /**
   * The value of a node.
   *
   * @throws ConfigurationException when it is not of this kind
   */
  T read(YamlNode node);

  /** As a tree of maps, lists, strings, numbers and booleans, which reads back as the value. */
  Object write(T value);

  /** Ends the sentence "it must be …". */
  String describe();

  /** The keys below it, by their path from here; none for a plain value. */
  default Map<String, Key<?>> children() {
    return Map.of();
  }
}
