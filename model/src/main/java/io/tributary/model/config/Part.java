package io.tributary.model.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A section of the file that becomes one value: its rows of the table of keys, and the way there
 * and back.
 *
 * @param <T> the value
 */
abstract class Part<T> implements Type<T> {

  /** The keys, in the order they are printed. */
  abstract List<Key<?>> keys();

  /** The value of a section whose single keys are right; checks that they fit together. */
  abstract T build(Section section);

  /** Every key's value. */
  abstract Fields fields(T value);

  /** The value of a section that is not there. */
  final T defaults() {
    return build(Section.absent(keys()));
  }

  @Override
  public final T read(YamlNode node) {
    return build(Section.read(node, this, keys()));
  }

  @Override
  public final Object write(T value) {
    return fields(value).tree();
  }

  @Override
  public String describe() {
    return keys().stream()
        .map(Key::name)
        .collect(Collectors.joining(", ", "a section with the keys ", ""));
  }

  @Override
  public final Map<String, Key<?>> children() {
    Map<String, Key<?>> children = new LinkedHashMap<>();
    keys().forEach(key -> children.put(key.name(), key));
    return children;
  }
}
