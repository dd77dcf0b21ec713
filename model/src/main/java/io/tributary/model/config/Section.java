package io.tributary.model.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A section that was read against its rows of the table of keys. */
final class Section {

  private final @Nullable YamlNode node;
  private final List<Key<?>> keys;
  private final Map<String, Object> values = new HashMap<>();

  private Section(@Nullable YamlNode node, List<Key<?>> keys) {
    this.node = node;
    this.keys = keys;
  }

  /** A section that is not there: every key has its default. */
  static Section absent(List<Key<?>> keys) {
    return new Section(null, keys);
  }

  /** Reads every value in the order of the file, so that the first problem is the first by line. */
  static Section read(YamlNode node, Type<?> type, List<Key<?>> keys) {
    return of(node, node.entries(type), keys);
  }

  /** A section of given entries, such as none. */
  static Section of(YamlNode node, Map<String, YamlNode> entries, List<Key<?>> keys) {
    Section section = new Section(node, keys);
    entries.forEach(
        (name, value) -> section.values.put(name, section.key(name, value).read(value)));
    for (Key<?> key : keys) {
      if (key.isRequired() && !section.values.containsKey(key.name())) {
        throw section.refuse(key, "is missing; it must be " + key.type().describe());
      }
    }
    return section;
  }

  /** The value or its default. */
  <T> T get(Key<T> key) {
    T value = find(key);
    if (value == null) {
      throw new IllegalArgumentException(key.name() + " has no default");
    }
    return value;
  }

  /** The value, its default, or null where the default is derived. */
  @SuppressWarnings("unchecked") // the value was put in by the key's own type
  <T> @Nullable T find(Key<T> key) {
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(key.name() + " is not in the table of keys");
    }
    return (T) values.getOrDefault(key.name(), key.fallback());
  }

  /** Whether the file gives the key. */
  boolean has(Key<?> key) {
    return values.containsKey(key.name());
  }

  /** What is wrong with the value of a key, or with its absence, and the mend. */
  ConfigurationException refuse(Key<?> key, String problem) {
    return refuse(path(key.name()), problem);
  }

  /** What is wrong at the path of any key that was read, and the mend. */
  ConfigurationException refuse(String path, String problem) {
    return refuseAt(path, path + " " + problem);
  }

  /** The whole sentence, at the path of any key that was read. */
  ConfigurationException refuseAt(String path, String sentence) {
    if (node == null) {
      throw new IllegalStateException("defaults that do not fit: " + sentence);
    }
    return node.source().refuse(path, sentence);
  }

  /** The text as written of the values below that came from the environment, by path from here. */
  Map<String, String> substituted() {
    Map<String, String> below = new HashMap<>();
    if (node != null) {
      String start = node.path() + ".";
      node.source()
          .substituted()
          .forEach((path, text) -> below.put(path.substring(start.length()), text));
    }
    return below;
  }

  private String path(String name) {
    return node == null || node.path().isEmpty() ? name : node.path() + "." + name;
  }

  private Type<?> key(String name, YamlNode value) {
    return keys.stream()
        .filter(key -> key.name().equals(name))
        .<Type<?>>map(Key::type)
        .findFirst()
        .orElseThrow(() -> unknown(name, value));
  }

  private ConfigurationException unknown(String name, YamlNode value) {
    List<String> known = keys.stream().map(Key::name).toList();
    String mend = Nearest.to(name, known).map(near -> "did you mean " + near + "?").orElse("");
    if (mend.isEmpty()) {
      Set<String> elsewhere = RootPart.pathsNamed(name);
      if (!elsewhere.isEmpty()) {
        mend = "it belongs at " + String.join(" or ", elsewhere);
      } else {
        mend = known.isEmpty() ? "remove it" : "known here: " + String.join(", ", known);
      }
    }
    return value.source().refuse(value.path(), "unknown key " + value.path() + "; " + mend);
  }
}
