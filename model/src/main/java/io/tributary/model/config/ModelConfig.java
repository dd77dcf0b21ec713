package io.tributary.model.config;

import io.tributary.model.field.FieldRow;
import io.tributary.model.network.NetworkSpec;
import java.io.Serializable;
import java.util.List;

/**
 * The shared part of the network.
 *
 * @param name key of every output record
 * @param input shape of one input: [features], or [channels, height, width]; with fields the width
 *     of their row
 * @param fields the named inputs; none when inputs are plain arrays
 * @param trunk layers that all tasks share
 * @param seed of everything random in learning
 * @param alignment whether each task turns its inputs by a square matrix of its own first
 */
public record ModelConfig(
    String name,
    List<Integer> input,
    FieldRow fields,
    NetworkSpec trunk,
    long seed,
    boolean alignment)
    implements Serializable {
  public ModelConfig {
    input = List.copyOf(input);
    if (!fields.isEmpty() && !input.equals(List.of(fields.width()))) {
      throw new IllegalArgumentException("an input of " + input + " is no row of these fields");
    }
  }

  /** With plain arrays as inputs. */
  public ModelConfig(
      String name, List<Integer> input, NetworkSpec trunk, long seed, boolean alignment) {
    this(name, input, FieldRow.NONE, trunk, seed, alignment);
  }

  /** With plain arrays as inputs, without alignment. */
  public ModelConfig(String name, List<Integer> input, NetworkSpec trunk, long seed) {
    this(name, input, trunk, seed, false);
  }

  /** With fields. */
  public ModelConfig(String name, FieldRow fields, NetworkSpec trunk, long seed) {
    this(name, List.of(fields.width()), fields, trunk, seed, false);
  }

  /** The same with another seed. */
  public ModelConfig withSeed(long other) {
    return new ModelConfig(name, input, fields, trunk, other, alignment);
  }

  /** Number of floats in one input. */
  public int features() {
    return input.stream().reduce(1, Math::multiplyExact);
  }
}
