package io.tributary.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** y = Wx + b. Parameters are W, one row a unit, and b behind it. */
final class DenseLayer implements Layer {
  private final int inputs;
  private final int units;
  private final FloatPointer weights;
  private final FloatPointer bias;
  private final FloatPointer weightsGradient;
  private final FloatPointer biasGradient;
  private final Buffers in = new Buffers();
  private final Buffers out = new Buffers();
  private final float[] row;
  private float[] outputs = new float[0];
  private float[] below = new float[0];

  /**
   * Of a segment of flat parameters.
   *
   * @param parameters from the layer's first on, and so is the gradient
   */
  DenseLayer(int inputs, int units, FloatPointer parameters, FloatPointer gradient) {
    this.inputs = inputs;
    this.units = units;
    weights = parameters;
    bias = parameters.getPointer((long) inputs * units);
    weightsGradient = gradient;
    biasGradient = gradient.getPointer((long) inputs * units);
    row = new float[units];
  }

  @Override
  public int outputs() {
    return units;
  }

  @Override
  public float[] forward(float[] input, int count) {
    FloatPointer x = in.of(count * inputs);
    FloatPointer y = out.of(count * units);
    outputs = Buffers.grown(outputs, count * units);
    x.put(input, 0, count * inputs);
    bias.get(row);
    for (int e = 0; e < count; e++) {
      System.arraycopy(row, 0, outputs, e * units, units);
    }
    y.put(outputs, 0, count * units);
    multiply(CblasNoTrans, CblasTrans, count, units, inputs, x, weights, 1, y);
    y.get(outputs, 0, count * units);
    return outputs;
  }

  @Override
  public float @Nullable [] backward(float[] slopes, int count, boolean byInput) {
    FloatPointer x = in.of(count * inputs);
    FloatPointer dy = out.of(count * units);
    dy.put(slopes, 0, count * units);
    multiply(CblasTrans, CblasNoTrans, units, inputs, count, dy, x, 0, weightsGradient);
    sumRows(slopes, count);
    biasGradient.put(row);
    if (!byInput) {
      return null;
    }
    below = Buffers.grown(below, count * inputs);
    multiply(CblasNoTrans, CblasNoTrans, count, inputs, units, dy, weights, 0, x);
    x.get(below, 0, count * inputs);
    return below;
  }

  private void sumRows(float[] slopes, int count) {
    System.arraycopy(slopes, 0, row, 0, units);
    for (int e = 1; e < count; e++) {
      for (int i = 0, at = e * units; i < units; i++) {
        row[i] += slopes[at + i];
      }
    }
  }

  /** C = A·B + beta·C of row-major matrices, A and B transposed or not. */
  static void multiply(
      int transA,
      int transB,
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      FloatPointer b,
      float beta,
      FloatPointer c) {
    cblas_sgemm(
        CblasRowMajor,
        transA,
        transB,
        rows,
        columns,
        inner,
        1f,
        a,
        transA == CblasTrans ? rows : inner,
        b,
        transB == CblasTrans ? inner : columns,
        beta,
        c,
        columns);
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }
}
