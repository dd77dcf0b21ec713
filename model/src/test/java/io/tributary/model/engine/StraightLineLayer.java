package io.tributary.model.engine;

import java.util.Arrays;

/**
 * One layer as plain loops in double. Values of a block of examples lie [element][example], so that
 * every inner loop runs over examples and vectorises; places of absent examples hold zeros.
 */
abstract class StraightLineLayer {
  /** Examples of a block. */
  static final int BLOCK = 64;

  /** Row-major as published; empty where the layer has none. */
  double[] weights = {};

  double[] bias = {};
  double[] weightGradient = {};
  double[] biasGradient = {};

  /** What came in last, for the way back. */
  double[] input = {};

  abstract double[] forward(double[] in);

  /** Adds to the gradients and returns the derivative by the input. */
  abstract double[] backward(double[] out);

  void parameters(int weightCount, int biasCount) {
    weights = new double[weightCount];
    weightGradient = new double[weightCount];
    bias = new double[biasCount];
    biasGradient = new double[biasCount];
  }

  void clearGradient() {
    Arrays.fill(weightGradient, 0);
    Arrays.fill(biasGradient, 0);
  }

  /** to[..] += factor · from[..], over one block. */
  static void add(double[] to, int toAt, double factor, double[] from, int fromAt) {
    for (int e = 0; e < BLOCK; e++) {
      to[toAt + e] += factor * from[fromAt + e];
    }
  }

  /** to[..] += a[..] · b[..], over one block. */
  static void addProduct(double[] to, double[] a, int aAt, double[] b, int bAt) {
    for (int e = 0; e < BLOCK; e++) {
      to[e] += a[aAt + e] * b[bAt + e];
    }
  }

  static double sum(double[] values, int at) {
    double sum = 0;
    for (int e = 0; e < BLOCK; e++) {
      sum += values[at + e];
    }
    return sum;
  }

  /** z = Wᵀx + b, W [in, out]. */
  static final class Dense extends StraightLineLayer {
    private final int in;
    private final int out;

    Dense(int in, int out) {
      this.in = in;
      this.out = out;
      parameters(in * out, out);
    }

    @Override
    double[] forward(double[] x) {
      input = x;
      double[] z = new double[out * BLOCK];
      for (int o = 0; o < out; o++) {
        Arrays.fill(z, o * BLOCK, (o + 1) * BLOCK, bias[o]);
        for (int i = 0; i < in; i++) {
          add(z, o * BLOCK, weights[i * out + o], x, i * BLOCK);
        }
      }
      return z;
    }

    @Override
    double[] backward(double[] dz) {
      double[] dx = new double[in * BLOCK];
      for (int o = 0; o < out; o++) {
        biasGradient[o] += sum(dz, o * BLOCK);
      }
      double[] products = new double[BLOCK];
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          add(dx, i * BLOCK, weights[i * out + o], dz, o * BLOCK);
          Arrays.fill(products, 0);
          addProduct(products, input, i * BLOCK, dz, o * BLOCK);
          weightGradient[i * out + o] += sum(products, 0);
        }
      }
      return dx;
    }
  }

  /** Cross-correlation, W [out, in, kernel, kernel], with zeros around. */
  static final class Conv extends StraightLineLayer {
    private final int channels;
    private final int height;
    private final int width;
    private final int filters;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final int outHeight;
    private final int outWidth;

    Conv(int channels, int height, int width, int filters, int kernel, int stride, int padding) {
      this.channels = channels;
      this.height = height;
      this.width = width;
      this.filters = filters;
      this.kernel = kernel;
      this.stride = stride;
      this.padding = padding;
      outHeight = (height + 2 * padding - kernel) / stride + 1;
      outWidth = (width + 2 * padding - kernel) / stride + 1;
      parameters(filters * channels * kernel * kernel, filters);
    }

    /** Called for one weight at one place: both as offsets into blocks. */
    private interface Visit {
      void at(int weight, int in, int out);
    }

    private void visit(int filter, int y, int x, Visit visit) {
      int out = ((filter * outHeight + y) * outWidth + x) * BLOCK;
      for (int c = 0; c < channels; c++) {
        for (int ky = 0; ky < kernel; ky++) {
          int row = y * stride + ky - padding;
          for (int kx = 0; kx < kernel; kx++) {
            int column = x * stride + kx - padding;
            if (row >= 0 && row < height && column >= 0 && column < width) {
              int weight = ((filter * channels + c) * kernel + ky) * kernel + kx;
              visit.at(weight, ((c * height + row) * width + column) * BLOCK, out);
            }
          }
        }
      }
    }

    @Override
    double[] forward(double[] x) {
      input = x;
      double[] z = new double[filters * outHeight * outWidth * BLOCK];
      for (int f = 0; f < filters; f++) {
        int plane = outHeight * outWidth * BLOCK;
        Arrays.fill(z, f * plane, (f + 1) * plane, bias[f]);
        for (int p = 0; p < outHeight * outWidth; p++) {
          visit(f, p / outWidth, p % outWidth, (w, in, out) -> add(z, out, weights[w], x, in));
        }
      }
      return z;
    }

    @Override
    double[] backward(double[] dz) {
      double[] dx = new double[channels * height * width * BLOCK];
      int perFilter = channels * kernel * kernel;
      double[][] products = new double[perFilter][BLOCK];
      for (int f = 0; f < filters; f++) {
        int first = f * perFilter;
        for (double[] product : products) {
          Arrays.fill(product, 0);
        }
        for (int p = 0; p < outHeight * outWidth; p++) {
          biasGradient[f] += sum(dz, (f * outHeight * outWidth + p) * BLOCK);
          visit(
              f,
              p / outWidth,
              p % outWidth,
              (w, in, out) -> {
                double[] product = products[w - first];
                double weight = weights[w];
                for (int e = 0; e < BLOCK; e++) { // in one go: this loop is most of the time
                  double slope = dz[out + e];
                  dx[in + e] += weight * slope;
                  product[e] += input[in + e] * slope;
                }
              });
        }
        for (int i = 0; i < perFilter; i++) {
          weightGradient[first + i] += sum(products[i], 0);
        }
      }
      return dx;
    }
  }

  /** The first largest of each window. */
  static final class MaxPool extends StraightLineLayer {
    private final int channels;
    private final int height;
    private final int width;
    private final int size;
    private final int stride;
    private int[] chosen = {};

    MaxPool(int channels, int height, int width, int size, int stride) {
      this.channels = channels;
      this.height = height;
      this.width = width;
      this.size = size;
      this.stride = stride;
    }

    @Override
    double[] forward(double[] x) {
      input = x;
      int outHeight = (height - size) / stride + 1;
      int outWidth = (width - size) / stride + 1;
      double[] z = new double[channels * outHeight * outWidth * BLOCK];
      chosen = new int[z.length];
      for (int i = 0; i < channels * outHeight * outWidth; i++) {
        int c = i / (outHeight * outWidth);
        int y = i / outWidth % outHeight * stride;
        int left = i % outWidth * stride;
        Arrays.fill(z, i * BLOCK, (i + 1) * BLOCK, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < size * size; k++) {
          int at = ((c * height + y + k / size) * width + left + k % size) * BLOCK;
          for (int e = 0; e < BLOCK; e++) {
            if (x[at + e] > z[i * BLOCK + e]) {
              z[i * BLOCK + e] = x[at + e];
              chosen[i * BLOCK + e] = at + e;
            }
          }
        }
      }
      return z;
    }

    @Override
    double[] backward(double[] dz) {
      double[] dx = new double[input.length];
      for (int i = 0; i < dz.length; i++) {
        dx[chosen[i]] += dz[i];
      }
      return dx;
    }
  }

  /** max(0, x). */
  static final class Relu extends StraightLineLayer {
    @Override
    double[] forward(double[] x) {
      input = x;
      double[] z = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        z[i] = Math.max(0, x[i]);
      }
      return z;
    }

    @Override
    double[] backward(double[] dz) {
      double[] dx = new double[dz.length];
      for (int i = 0; i < dz.length; i++) {
        dx[i] = input[i] > 0 ? dz[i] : 0;
      }
      return dx;
    }
  }

  /** tanh x; keeps what it gave in place of what came in. */
  static final class Tanh extends StraightLineLayer {
    @Override
    double[] forward(double[] x) {
      input = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        input[i] = Math.tanh(x[i]);
      }
      return input;
    }

    @Override
    double[] backward(double[] dz) {
      double[] dx = new double[dz.length];
      for (int i = 0; i < dz.length; i++) {
        dx[i] = dz[i] * (1 - input[i] * input[i]);
      }
      return dx;
    }
  }
}
