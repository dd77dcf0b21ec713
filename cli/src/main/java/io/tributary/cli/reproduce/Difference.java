package io.tributary.cli.reproduce;

import io.tributary.connectors.checkpoint.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where two models differ.
 *
 * @param tensor the first that differs
 * @param index of its first element that differs, row-major
 * @param published that element as published
 * @param reproduced the same as reproduced
 * @param differing elements that differ, of all tensors
 * @param elements of all tensors
 */
public record Difference(
    String tensor, int index, float published, float reproduced, long differing, long elements) {

  /**
   * Compares bit by bit.
   *
   * @param published tensors of the same names and shapes as the others, in the same order
   * @return null when all are the same
   */
  static @Nullable Difference between(List<Tensor> published, List<Tensor> reproduced) {
    Difference first = null;
    long differing = 0;
    long elements = 0;
    for (int t = 0; t < published.size(); t++) {
      float[] one = published.get(t).values();
      float[] other = reproduced.get(t).values();
      elements += one.length;
      for (int i = 0; i < one.length; i++) {
        if (Float.floatToRawIntBits(one[i]) != Float.floatToRawIntBits(other[i])) {
          differing++;
          if (first == null) {
            first = new Difference(published.get(t).name(), i, one[i], other[i], 0, 0);
          }
        }
      }
    }
    return first == null
        ? null
        : new Difference(
            first.tensor, first.index, first.published, first.reproduced, differing, elements);
  }
}
