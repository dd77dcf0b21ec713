package io.tributary.model.layer;

import org.jspecify.annotations.Nullable;

/** A function of each element, whose derivative follows from its value. */
abstract class Activation implements Layer {
  private final int width;
  private float[] outputs = new float[0];

  private Activation(int width) {
    this.width = width;
  }

  /** Of so many elements an example: max(0, x). */
  static Activation relu(int width) {
    return new Activation(width) {
      @Override
      void apply(float[] input, float[] values, int length) {
        for (int i = 0; i < length; i++) {
          values[i] = Math.max(input[i], 0f);
        }
      }

      @Override
      void differentiate(float[] values, float[] slopes, int length) {
        for (int i = 0; i < length; i++) {
          // 1 where the value is above 0, however small: without a branch, so that it vectorises.
          slopes[i] *= Math.min(values[i] * 1e38f * 1e38f, 1f);
        }
      }
    };
  }

  /** Of so many elements an example: the hyperbolic tangent, as 1 − 2 / (1 + exp(2x)). */
  static Activation tanh(int width) {
    return new Activation(width) {
      @Override
      void apply(float[] input, float[] values, int length) {
        for (int i = 0; i < length; i++) {
          values[i] = (float) (1 - 2 / (1 + Math.exp(2.0 * input[i])));
        }
      }

      @Override
      void differentiate(float[] values, float[] slopes, int length) {
        for (int i = 0; i < length; i++) {
          slopes[i] *= 1 - values[i] * values[i];
        }
      }
    };
  }

  abstract void apply(float[] input, float[] values, int length);

  /** Multiplies slopes by the derivative where the function has these values. */
  abstract void differentiate(float[] values, float[] slopes, int length);

  @Override
  public int outputs() {
    return width;
  }

  @Override
  public float[] forward(float[] input, int count) {
    outputs = Buffers.grown(outputs, count * width);
    apply(input, outputs, count * width);
    return outputs;
  }

  @Override
  public float @Nullable [] backward(float[] slopes, int count, boolean byInput) {
    if (!byInput) {
      return null;
    }
    differentiate(outputs, slopes, count * width);
    return slopes;
  }
}
