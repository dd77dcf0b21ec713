package io.tributary.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution as a product of matrices: filters times the windows of a few images at a time, so
 * that those stay in a core's cache. Parameters are b, and W behind it, one row a filter.
 */
final class ConvLayer implements Layer {
  private static final int CHUNK = 1 << 16;

  private final Windows windows;
  private final int filters;
  private final int positions;
  private final int depth;
  private final int chunk;
  private final FloatPointer weights;
  private final FloatPointer bias;
  private final FloatPointer weightsGradient;
  private final FloatPointer biasGradient;
  private final Buffers matrix = new Buffers();
  private final Buffers out = new Buffers();
  private final float[] perFilter;
  private float[] columns = new float[0];
  private float[] sums = new float[0];
  private float[] outputs = new float[0];
  private float[] below = new float[0];
  private float[] input = new float[0];

  /**
   * Of a segment of flat parameters.
   *
   * @param parameters from the layer's first on, and so is the gradient
   */
  ConvLayer(Windows windows, int filters, FloatPointer parameters, FloatPointer gradient) {
    this.windows = windows;
    this.filters = filters;
    positions = windows.positions();
    depth = windows.depth();
    chunk = Math.max(1, CHUNK / (depth * positions));
    bias = parameters;
    weights = parameters.getPointer(filters);
    biasGradient = gradient;
    weightsGradient = gradient.getPointer(filters);
    perFilter = new float[filters];
  }

  @Override
  public int outputs() {
    return filters * positions;
  }

  @Override
  public float[] forward(float[] images, int count) {
    input = images;
    outputs = Buffers.grown(outputs, count * outputs());
    bias.get(perFilter);
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      FloatPointer x = gather(from, some);
      FloatPointer y = out.of(filters * some * positions);
      DenseLayer.multiply(
          CblasNoTrans, CblasNoTrans, filters, some * positions, depth, weights, x, 0, y);
      sums = Buffers.grown(sums, filters * some * positions);
      y.get(sums, 0, filters * some * positions);
      for (int f = 0, at = 0; f < filters; f++) {
        for (int e = 0; e < some; e++, at += positions) {
          add(perFilter[f], at, ((from + e) * filters + f) * positions);
        }
      }
    }
    return outputs;
  }

  private void add(float value, int at, int to) {
    for (int i = 0; i < positions; i++) {
      outputs[to + i] = sums[at + i] + value;
    }
  }

  @Override
  public float @Nullable [] backward(float[] slopes, int count, boolean byInput) {
    Arrays.fill(perFilter, 0);
    if (byInput) {
      below = Buffers.grown(below, count * windows.length());
      Arrays.fill(below, 0, count * windows.length(), 0f);
    }
    for (int from = 0; from < count; from += chunk) {
      int some = Math.min(chunk, count - from);
      FloatPointer x = gather(from, some);
      FloatPointer dy = byFilter(slopes, from, some);
      int all = some * positions;
      float beta = from == 0 ? 0 : 1;
      DenseLayer.multiply(
          CblasNoTrans, CblasTrans, filters, depth, all, dy, x, beta, weightsGradient);
      if (byInput) {
        DenseLayer.multiply(CblasTrans, CblasNoTrans, depth, all, filters, weights, dy, 0, x);
        x.get(columns, 0, depth * all);
        windows.scatter(columns, below, from, some);
      }
    }
    biasGradient.put(perFilter);
    return byInput ? below : null;
  }

  private FloatPointer gather(int from, int some) {
    int length = depth * some * positions;
    columns = Buffers.grown(columns, length);
    windows.gather(input, from, some, columns);
    FloatPointer x = matrix.of(length);
    x.put(columns, 0, length);
    return x;
  }

  /** The slopes of some images, one row a filter, and their sums. */
  private FloatPointer byFilter(float[] slopes, int from, int some) {
    int length = filters * some * positions;
    sums = Buffers.grown(sums, length);
    for (int f = 0, to = 0; f < filters; f++) {
      for (int e = 0; e < some; e++, to += positions) {
        int at = ((from + e) * filters + f) * positions;
        System.arraycopy(slopes, at, sums, to, positions);
        perFilter[f] += sum(to);
      }
    }
    FloatPointer dy = out.of(length);
    dy.put(sums, 0, length);
    return dy;
  }

  private float sum(int from) {
    float even = 0; // two sums side by side take half as long
    float odd = 0;
    int end = from + positions;
    for (int i = from; i + 1 < end; i += 2) {
      even += sums[i];
      odd += sums[i + 1];
    }
    return even + odd + (positions % 2 == 1 ? sums[end - 1] : 0);
  }

  @Override
  public void close() {
    matrix.close();
    out.close();
  }
}
