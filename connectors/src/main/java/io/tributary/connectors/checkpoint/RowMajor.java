package io.tributary.connectors.checkpoint;

import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Order;
import java.util.List;

/** Turns arrays between their order in the flat parameters and the row-major order of files. */
final class RowMajor {

  private RowMajor() {}

  /** Copies a tensor out of the flat parameters. */
  static float[] gather(TensorSpec spec, float[] parameters) {
    float[] values = new float[spec.length()];
    if (spec.order() == Order.ROW_MAJOR) {
      System.arraycopy(parameters, spec.offset(), values, 0, values.length);
    } else {
      walk(spec, (row, column) -> values[row] = parameters[column]);
    }
    return values;
  }

  /** Copies a tensor into the flat parameters. */
  static void scatter(TensorSpec spec, float[] values, float[] parameters) {
    if (spec.order() == Order.ROW_MAJOR) {
      System.arraycopy(values, 0, parameters, spec.offset(), values.length);
    } else {
      walk(spec, (row, column) -> parameters[column] = values[row]);
    }
  }

  private interface Pair {
    void meet(int row, int column);
  }

  /** Visits every element by its index in the file and its index in the flat parameters. */
  private static void walk(TensorSpec spec, Pair pair) {
    List<Integer> shape = spec.shape();
    int rank = shape.size();
    int length = spec.length();
    int[] strides = new int[rank];
    int stride = 1;
    for (int d = 0; d < rank; d++) {
      strides[d] = stride;
      stride *= shape.get(d);
    }
    int[] index = new int[rank];
    int column = spec.offset();
    for (int row = 0; row < length; row++) {
      pair.meet(row, column);
      for (int d = rank - 1; d >= 0; d--) {
        column += strides[d];
        if (++index[d] < shape.get(d)) {
          break;
        }
        column -= strides[d] * index[d];
        index[d] = 0;
      }
    }
  }
}
