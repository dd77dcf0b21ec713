package io.tributary.model;

import java.util.List;

/**
 * One named array inside the flat parameters.
 *
 * @param name {@code trunk.<layer>.<param>} or {@code head.<task>.<layer>.<param>}
 * @param shape its dimensions as published (dense W [in, out], conv2d W [out, in, kh, kw])
 * @param offset index of its first element in the flat parameters
 * @param order how its elements lie in the flat parameters; published tensors are row-major
 * @param kind whether it is learned by gradients or collected as a statistic
 */
public record TensorSpec(String name, List<Integer> shape, int offset, Order order, Kind kind) {

  /** Element order within the flat parameters. */
  public enum Order {
    /** The last index runs fastest. */
    ROW_MAJOR,
    /** The first index runs fastest. */
    COLUMN_MAJOR
  }

  /** How a tensor comes by its values. */
  public enum Kind {
    /** By gradient steps; a part of every delta that α may scale. */
    LEARNED,
    /** Running statistics of batch normalisation and of fields: never scaled by α. */
    STATISTIC
  }

  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public int length() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
