package io.tributary.model.config;

import java.util.List;

/** The shape of one input. */
record Shape() implements Type<List<Integer>> {

  private static final WholeNumber SIDE = WholeNumber.atLeast(1);

  @Override
  public List<Integer> read(YamlNode node) {
    List<Integer> sides = node.items(this).stream().map(SIDE::read).toList();
    if (sides.size() != 1 && sides.size() != 3) {
      throw node.refuse("has " + sides.size() + " numbers; it must be " + describe());
    }
    double floats = sides.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (floats > Integer.MAX_VALUE) {
      throw node.refuse("is larger than an array can be; it must be " + describe());
    }
    return sides;
  }

  @Override
  public Object write(List<Integer> value) {
    return value;
  }

  @Override
  public String describe() {
    return "a list: [features], or [channels, height, width]";
  }
}
