package io.tributary.model.config;

import java.io.Serializable;

/**
 * A gradient method.
 *
 * @param type which
 * @param learningRate above 0
 * @param momentum of SGD (Nesterov's), in [0, 1)
 * @param decay mini-epochs after which the learning rate is half of what it was at first; 0: it
 *     stays
 */
public record OptimizerConfig(Type type, double learningRate, double momentum, double decay)
    implements Serializable {

  /** A method whose learning rate stays. */
  public OptimizerConfig(Type type, double learningRate, double momentum) {
    this(type, learningRate, momentum, 0);
  }

  /**
   * The share of the learning rate that steps take in a task's mini-epoch: 1 / (1 + n / decay)
   * after n mini-epochs.
   *
   * @param number of the mini-epoch, from 1
   */
  public float shareIn(long number) {
    return decay > 0 ? (float) (1 / (1 + (number - 1) / decay)) : 1;
  }

  /** The methods. */
  public enum Type {
    /** Stochastic gradient descent, with Nesterov momentum when momentum is above 0. */
    SGD,
    /** Kingma and Ba 2015, arXiv 1412.6980; β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    ADAM
  }
}
