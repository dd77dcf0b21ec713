package io.tributary.model.layer;

import org.jspecify.annotations.Nullable;

/**
 * One layer's passes over a batch. Arrays are row-major, one row an example, and may be longer than
 * the batch. What is returned belongs to the layer and holds until its next pass.
 */
interface Layer extends AutoCloseable {

  /** Elements of one example's output. */
  int outputs();

  /**
   * The outputs for a batch.
   *
   * @param input not to be changed before the pass back
   * @param count examples
   */
  float[] forward(float[] input, int count);

  /**
   * The pass back of the batch that went forward last. Sets the gradient by the layer's parameters.
   *
   * @param slopes the loss's derivative by the outputs; may be changed
   * @param byInput whether the derivative by the input is wanted
   * @return that derivative, or null when it is not wanted
   */
  float @Nullable [] backward(float[] slopes, int count, boolean byInput);

  @Override
  default void close() {}
}
