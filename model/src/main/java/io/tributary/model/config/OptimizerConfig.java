package io.tributary.model.config;

import java.io.Serializable;

/**
 * A gradient method.
 *
 * @param type which
 * @param learningRate above 0
 * @param momentum of SGD (Nesterov's), in [0, 1)
 */
public record OptimizerConfig(Type type, double learningRate, double momentum)
    implements Serializable {

  /** The methods. */
  public enum Type {
    /** Stochastic gradient descent, with Nesterov momentum when momentum is above 0. */
    SGD,
    /** Kingma and Ba 2015, arXiv 1412.6980; β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    ADAM
  }
}
