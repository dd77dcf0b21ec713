package io.tributary.model.config;

import java.util.List;

/** A section with one key, which is its value. */
final class SinglePart<T> extends Part<T> {

  private final Key<T> key;

  SinglePart(Key<T> key) {
    this.key = key;
  }

  @Override
  List<Key<?>> keys() {
    return List.of(key);
  }

  @Override
  T build(Section section) {
    return section.get(key);
  }

  @Override
  Fields fields(T value) {
    return new Fields().with(key, value);
  }
}
