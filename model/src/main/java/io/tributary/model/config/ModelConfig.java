package io.tributary.model.config;

import io.tributary.model.network.NetworkSpec;
import java.io.Serializable;
import java.util.List;

/**
 * The shared part of the network.
 *
 * @param name key of every output record
 * @param input shape of one input: [features], or [channels, height, width]
 * @param trunk layers that all tasks share
 * @param seed of everything random in learning
 * @param alignment whether each task turns its inputs by a square matrix of its own first
 */
public record ModelConfig(
    String name, List<Integer> input, NetworkSpec trunk, long seed, boolean alignment)
    implements Serializable {
  public ModelConfig {
    input = List.copyOf(input);
  }

  /** Without alignment. */
  public ModelConfig(String name, List<Integer> input, NetworkSpec trunk, long seed) {
    this(name, input, trunk, seed, false);
  }

  /** The same with another seed. */
  public ModelConfig withSeed(long other) {
    return new ModelConfig(name, input, trunk, other, alignment);
  }

  /** Number of floats in one input. */
  public int features() {
    return input.stream().reduce(1, Math::multiplyExact);
  }
}
