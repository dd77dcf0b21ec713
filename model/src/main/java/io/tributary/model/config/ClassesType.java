package io.tributary.model.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A number of classes, or a list of their names. */
final class ClassesType implements Type<ClassesType.Classes> {

  private static final WholeNumber COUNT = WholeNumber.atLeast(2);
  private static final Text NAME =
      new Text(
          Pattern.compile("[^\\p{Cntrl}]{1,200}"),
          "1 to 200 characters, in quotes where YAML would take it for something else");

  /**
   * The classes of a task.
   *
   * @param count how many
   * @param names of them, or none
   */
  record Classes(int count, List<String> names) {
    Classes {
      names = List.copyOf(names);
    }
  }

  @Override
  public Classes read(YamlNode node) {
    if (!node.isList()) {
      return new Classes(count(node), List.of());
    }
    Set<String> seen = new HashSet<>();
    List<YamlNode> items = node.items(this);
    for (YamlNode item : items) {
      if (!seen.add(NAME.read(item))) {
        throw item.refuse("names a class a second time; name each once");
      }
    }
    if (items.size() < 2) {
      throw node.refuse("names fewer than two classes; it must be " + describe());
    }
    return new Classes(items.size(), items.stream().map(NAME::read).toList());
  }

  private int count(YamlNode node) {
    try {
      return COUNT.read(node);
    } catch (ConfigurationException e) {
      throw node.wrong(this);
    }
  }

  @Override
  public Object write(Classes value) {
    return value.names().isEmpty() ? COUNT.write(value.count()) : value.names();
  }

  @Override
  public String describe() {
    return COUNT.describe() + ", or a list of as many names such as [no, yes]";
  }
}
