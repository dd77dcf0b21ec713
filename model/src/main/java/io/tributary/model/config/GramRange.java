package io.tributary.model.config;

import java.util.List;

/** The fewest and the most characters of an n-gram; empty for none. */
record GramRange() implements Type<List<Integer>> {

  private static final WholeNumber LENGTH = new WholeNumber(1, 10);

  /** From the fewest and the most; 0 and 0 for none. */
  static List<Integer> of(int shortest, int longest) {
    return shortest == 0 ? List.of() : List.of(shortest, longest);
  }

  @Override
  public List<Integer> read(YamlNode node) {
    List<Integer> range = node.items(this).stream().map(LENGTH::read).toList();
    if (!range.isEmpty() && (range.size() != 2 || range.get(0) > range.get(1))) {
      throw node.refuse("is " + range + "; it must be " + describe());
    }
    return range;
  }

  @Override
  public Object write(List<Integer> value) {
    return value;
  }

  @Override
  public String describe() {
    return "a list of the fewest and the most, such as [3, 5], or [] for none";
  }
}
