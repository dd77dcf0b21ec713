package io.tributary.model.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of a few words, each at most once.
 *
 * @param words what may stand in it
 */
record Words(Choice<String> words) implements Type<List<String>> {

  @Override
  public List<String> read(YamlNode node) {
    List<String> read = new ArrayList<>();
    for (YamlNode item : node.items(this)) {
      String word = words.read(item);
      if (read.contains(word)) {
        throw item.refuse("is " + word + " a second time; name each once");
      }
      read.add(word);
    }
    return List.copyOf(read);
  }

  @Override
  public Object write(List<String> value) {
    return value;
  }

  @Override
  public String describe() {
    return "a list, each " + words.describe() + "; [] for none";
  }
}
