package io.tributary.model.config;

/**
 * A value, or a word that stands for a special one.
 *
 * @param word as written
 * @param special what it stands for
 * @param type of every other value
 */
record OrWord<T>(String word, T special, Type<T> type) implements Type<T> {

  @Override
  public T read(YamlNode node) {
    if (node.isText() && node.text(this).equals(word)) {
      return special;
    }
    try {
      return type.read(node);
    } catch (ConfigurationException e) {
      throw node.wrong(this);
    }
  }

  @Override
  public Object write(T value) {
    return value.equals(special) ? word : type.write(value);
  }

  @Override
  public String describe() {
    return word + " or " + type.describe();
  }
}
