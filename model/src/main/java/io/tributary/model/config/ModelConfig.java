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
 */
public record ModelConfig(String name, List<Integer> input, NetworkSpec trunk, long seed)
    implements Serializable {
  public ModelConfig {
    input = List.copyOf(input);
  }

  /** Number of floats in one input. */
  public int features() {
    return input.stream().reduce(1, Math::multiplyExact);
  }
}
