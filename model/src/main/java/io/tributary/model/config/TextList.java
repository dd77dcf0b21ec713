package io.tributary.model.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of texts, each at most once; a text may be empty.
 *
 * @param words what it is
 */
record TextList(String words) implements Type<List<String>> {

  @Override
  public List<String> read(YamlNode node) {
    List<String> read = new ArrayList<>();
    for (YamlNode item : node.items(this)) {
      String text = item.text(this);
      if (read.contains(text)) {
        throw item.refuse("stands there a second time; name each once");
      }
      read.add(text);
    }
    return List.copyOf(read);
  }

  @Override
  public Object write(List<String> value) {
    return value;
  }

  @Override
  public String describe() {
    return words;
  }
}
