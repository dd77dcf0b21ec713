package io.tributary.model.config;

import java.util.List;

/**
 * A list of values of one type.
 *
 * @param items type of each
 * @param words what the list is
 */
record ListOf<T>(Type<T> items, String words) implements Type<List<T>> {

  @Override
  public List<T> read(YamlNode node) {
    return node.items(this).stream().map(items::read).toList();
  }

  @Override
  public Object write(List<T> value) {
    return value.stream().map(items::write).toList();
  }

  @Override
  public String describe() {
    return words;
  }
}
