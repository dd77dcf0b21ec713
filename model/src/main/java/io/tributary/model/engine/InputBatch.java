package io.tributary.model.engine;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Packs inputs into one reused array, and into native memory where they are wanted there. */
final class InputBatch implements AutoCloseable {
  private final int features;
  private final int capacity;
  private final long[] shape;
  private final float[] rows;
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
    rows = new float[Math.multiplyExact(capacity, features)];
    buffer = new FlatVector(rows.length);
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
    System.arraycopy(input, 0, rows, index * features, features);
  }

  /** The inputs that were put, one after the other; valid until the next put. */
  float[] rows() {
    return rows;
  }

  /** The first inputs that were put, in native memory; valid until the next call. */
  INDArray first(int count) {
    buffer.set(0, rows, 0, count * features);
    return inMemory(count);
  }

  /** The native memory as it is. */
  INDArray inMemory(int count) {
    return count == capacity ? full : view(count);
  }

  /** The native memory. */
  FlatVector memory() {
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
