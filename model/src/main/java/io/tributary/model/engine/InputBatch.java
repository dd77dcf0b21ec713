package io.tributary.model.engine;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Packs inputs into one reused native buffer. */
final class InputBatch implements AutoCloseable {
  private final int features;
  private final int capacity;
  private final long[] shape;
  private final FlatVector buffer;
  private final INDArray full;

  /**
   * Room for a batch.
   *
   * @param capacity most inputs of a batch
   * @param input shape of one input
   */
  InputBatch(int capacity, List<Integer> input) {
    this(capacity, withCount(input));
  }

  private InputBatch(int capacity, long[] shape) {
    this.capacity = capacity;
    this.shape = shape.clone();
    int length = 1;
    for (int i = 1; i < shape.length; i++) {
      length *= (int) shape[i];
    }
    features = length;
    buffer = new FlatVector(Math.multiplyExact(capacity, features));
    full = view(capacity);
  }

  private static long[] withCount(List<Integer> input) {
    long[] shape = new long[input.size() + 1];
    for (int i = 0; i < input.size(); i++) {
      shape[i + 1] = input.get(i);
    }
    return shape;
  }

  int capacity() {
    return capacity;
  }

  void put(int index, float[] input) {
    buffer.set(index * features, input, 0, features);
  }

  /** The first inputs that were put, valid until the next put. */
  INDArray first(int count) {
    return count == capacity ? full : view(count);
  }

  /** Inputs as they were put, one after the other. */
  FlatVector values() {
    return buffer;
  }

  /** Another buffer for as many of the same shape. */
  InputBatch another() {
    return new InputBatch(capacity, shape);
  }

  /** Numbers of one input. */
  int features() {
    return features;
  }

  private INDArray view(int count) {
    long[] dimensions = shape.clone();
    dimensions[0] = count;
    return buffer.view(dimensions);
  }

  @Override
  public void close() {
    buffer.close();
  }
}
