package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import java.nio.FloatBuffer;

/**
 * A flat vector, or rows of them, on the engine's device. Java reads and writes it through the
 * machine's memory: the vector itself, or a copy beside a device.
 */
final class Flat implements AutoCloseable {
  private final Script vectors;
  private final Tensor values;
  private final Tensor host;
  private final FloatBuffer view;
  private final int length;

  private Flat(PtNDManager manager, Script vectors, long... shape) {
    this.vectors = vectors;
    values = Tensor.on(manager, shape);
    host = values.onHost() ? values : Tensor.host(manager, shape);
    view = host.view();
    length = view.capacity();
  }

  /** Zeros. */
  static Flat vector(PtNDManager manager, Script vectors, int length) {
    return new Flat(manager, vectors, length);
  }

  /** Rows of zeros. */
  static Flat rows(PtNDManager manager, Script vectors, int rows, int columns) {
    Math.multiplyExact(rows, columns);
    return new Flat(manager, vectors, rows, columns);
  }

  /** For scripts. */
  Tensor values() {
    return values;
  }

  int length() {
    return length;
  }

  /** Puts numbers into the machine's memory; {@link #push} hands them to the device. */
  void put(int at, float[] from, int start, int count) {
    view.put(at, from, start, count);
  }

  void push() {
    if (host != values) {
      vectors.run("copy", values, host);
    }
  }

  void set(float[] from) {
    put(0, from, 0, from.length);
    push();
  }

  float[] toArray() {
    if (host != values) {
      vectors.run("copy", host, values);
    }
    float[] result = new float[length];
    view.get(0, result);
    return result;
  }

  @Override
  public void close() {
    values.close();
    host.close();
  }
}
