package io.tributary.pytorch;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Floats in memory of PyTorch's, row-major, zeros at first. Owned by whoever made it, and closed by
 * that one.
 */
final class Tensor implements AutoCloseable {
  private static final AtomicLong HOST_BYTES = new AtomicLong();

  private final PtNDArray array;
  private final IValue value;
  private final long bytes;
  private final boolean onHost;
  private boolean open = true;

  private Tensor(PtNDManager manager, Device device, long... shape) {
    array = (PtNDArray) manager.zeros(new Shape(shape), DataType.FLOAT32, device);
    value = IValue.from(array);
    onHost = !device.isGpu();
    bytes = array.size() * Float.BYTES;
    if (onHost) {
      HOST_BYTES.addAndGet(bytes);
    }
  }

  /** On the engine's device. */
  static Tensor on(PtNDManager manager, long... shape) {
    return new Tensor(manager, manager.getDevice(), shape);
  }

  /** In the machine's memory, which Java sees. */
  static Tensor host(PtNDManager manager, long... shape) {
    return new Tensor(manager, Device.cpu(), shape);
  }

  /** What all of them that are open hold in the machine's memory. */
  static long hostBytes() {
    return HOST_BYTES.get();
  }

  /** For scripts. */
  IValue value() {
    return value;
  }

  /** For lists of them. */
  PtNDArray array() {
    return array;
  }

  boolean onHost() {
    return onHost;
  }

  /** A view of one in the machine's memory, valid until it is closed. */
  FloatBuffer view() {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      value.close();
      array.close();
      if (onHost) {
        HOST_BYTES.addAndGet(-bytes);
      }
    }
  }
}
