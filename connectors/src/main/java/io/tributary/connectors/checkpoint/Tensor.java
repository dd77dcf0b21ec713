package io.tributary.connectors.checkpoint;

import java.util.List;

/**
 * A named array of float32.
 *
 * @param name unique in its file
 * @param shape its dimensions; empty for a single number
 * @param values row-major; owned by the tensor and not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy would cost a pass
public record Tensor(String name, List<Integer> shape, float[] values) {

  public Tensor {
    shape = List.copyOf(shape);
    long length = length(shape);
    if (length != values.length) {
      throw new IllegalArgumentException(
          "Tensor %s of shape %s has %d values".formatted(name, shape, values.length));
    }
  }

  /** The same under another name. */
  Tensor named(String other) {
    return new Tensor(other, shape, values);
  }

  private static long length(List<Integer> shape) {
    if (shape.contains(0)) {
      return 0; // whatever the others are
    }
    long length = 1;
    for (int size : shape) {
      length = Math.multiplyExact(length, (long) size);
    }
    return length;
  }
}
