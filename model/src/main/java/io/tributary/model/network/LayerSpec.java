package io.tributary.model.network;

import java.io.Serializable;

/** One entry of a trunk's or a head's layer list. */
public sealed interface LayerSpec extends Serializable {

  /**
   * Fully connected, with a bias.
   *
   * @param units outputs
   */
  record Dense(int units) implements LayerSpec {}

  /**
   * Two-dimensional convolution with a bias.
   *
   * @param filters output channels
   * @param kernel side of the square kernel
   * @param stride in both directions, 1 unless given
   * @param padding on every side, 0 unless given
   */
  record Conv2d(int filters, int kernel, int stride, int padding) implements LayerSpec {}

  /**
   * Maximum over square windows.
   *
   * @param size side of a window
   * @param stride in both directions, {@code size} unless given
   */
  record MaxPool2d(int size, int stride) implements LayerSpec {}

  /** max(0, x). */
  record Relu() implements LayerSpec {}

  /** Hyperbolic tangent. */
  record Tanh() implements LayerSpec {}

  /**
   * Zeroes activations in training; whole channels after a convolution or a pooling.
   *
   * @param rate share zeroed, in [0, 1)
   */
  record Dropout(double rate) implements LayerSpec {}

  /**
   * Batch normalisation.
   *
   * @param momentum of the running statistics: the share kept of the old ones, 0.9 unless given
   */
  record BatchNorm(double momentum) implements LayerSpec {}

  /** From channels, height and width to one row; implied before a dense layer. */
  record Flatten() implements LayerSpec {}
}
