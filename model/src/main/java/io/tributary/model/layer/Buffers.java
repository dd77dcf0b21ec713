package io.tributary.model.layer;

import org.bytedeco.javacpp.FloatPointer;

/** Native memory that grows to what a batch needs. */
final class Buffers implements AutoCloseable {
  private FloatPointer memory = new FloatPointer();

  /** At least so many floats; what was in them is lost when they grow. */
  FloatPointer of(int length) {
    if (memory.capacity() < length) {
      memory.close();
      memory = new FloatPointer(length);
    }
    return memory;
  }

  /** The same on the heap. */
  static float[] grown(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  @Override
  public void close() {
    memory.close();
    memory = new FloatPointer();
  }
}
