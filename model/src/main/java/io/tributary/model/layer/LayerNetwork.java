package io.tributary.model.layer;

import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * A network of dense, convolution, pooling and activation layers over somebody else's flat
 * parameters, which lie as Deeplearning4j has them. Nothing in it is random and nothing is
 * collected, so training and inference compute the same.
 */
public final class LayerNetwork implements AutoCloseable {
  private final List<Layer> layers = new ArrayList<>();
  private final boolean byInput;
  private int length;
  private int firstLearned = Integer.MAX_VALUE; // of the layers

  /**
   * Makes a network.
   *
   * @param input shape of one input
   * @param specs layers that are all {@linkplain #computes known}
   * @param parameters flat, in native memory, and so is the gradient
   * @param byInput whether the derivative by the inputs is wanted
   */
  public LayerNetwork(
      Shape input,
      List<LayerSpec> specs,
      FloatPointer parameters,
      FloatPointer gradient,
      boolean byInput) {
    this.byInput = byInput;
    Shape shape = input;
    for (LayerSpec spec : specs) {
      Shape next = shape.after(spec, "layer");
      Layer layer = layer(spec, shape, parameters.getPointer(length), gradient.getPointer(length));
      if (layer != null) {
        int own = parameters(spec, shape);
        firstLearned = own > 0 ? Math.min(firstLearned, layers.size()) : firstLearned;
        length += own;
        layers.add(layer);
      }
      shape = next;
    }
  }

  /** Whether a network of these layers can be made: there are some, and each is known. */
  public static boolean computes(List<LayerSpec> specs) {
    return !specs.isEmpty()
        && specs.stream()
            .noneMatch(
                spec -> spec instanceof LayerSpec.BatchNorm || spec instanceof LayerSpec.Dropout);
  }

  private static int parameters(LayerSpec spec, Shape input) {
    if (spec instanceof LayerSpec.Dense dense) {
      return dense.units() * (input.length() + 1);
    }
    if (spec instanceof LayerSpec.Conv2d conv) {
      int channels = input.dimensions().get(0);
      return conv.filters() * (channels * conv.kernel() * conv.kernel() + 1);
    }
    return 0;
  }

  private static @Nullable Layer layer(
      LayerSpec spec, Shape input, FloatPointer parameters, FloatPointer gradient) {
    if (spec instanceof LayerSpec.Dense dense) {
      return new DenseLayer(input.length(), dense.units(), parameters, gradient);
    }
    if (spec instanceof LayerSpec.Conv2d conv) {
      Windows windows = windows(input, conv.kernel(), conv.stride(), conv.padding());
      return new ConvLayer(windows, conv.filters(), parameters, gradient);
    }
    if (spec instanceof LayerSpec.MaxPool2d pool) {
      return new PoolLayer(windows(input, pool.size(), pool.stride(), 0));
    }
    if (spec instanceof LayerSpec.Relu) {
      return Activation.relu(input.length());
    }
    if (spec instanceof LayerSpec.Tanh) {
      return Activation.tanh(input.length());
    }
    if (spec instanceof LayerSpec.Flatten) {
      return null; // images lie flat already
    }
    throw new IllegalArgumentException("not computed by hand: " + spec);
  }

  private static Windows windows(Shape image, int size, int stride, int padding) {
    List<Integer> dimensions = image.dimensions();
    return new Windows(
        dimensions.get(0), dimensions.get(1), dimensions.get(2), size, stride, padding);
  }

  /** Elements of its parameters. */
  public int length() {
    return length;
  }

  /**
   * The outputs for a batch.
   *
   * @param inputs row-major, one row an example, perhaps more of them; stays as it is until the
   *     pass back
   * @param count examples
   * @return rows of outputs, perhaps more of them, valid until the next pass
   */
  public float[] forward(float[] inputs, int count) {
    float[] values = inputs;
    for (Layer layer : layers) {
      values = layer.forward(values, count);
    }
    return values;
  }

  /**
   * The pass back of the batch that went forward last; sets the gradient.
   *
   * @param slopes the loss's derivative by the outputs; may be changed
   * @return the derivative by the inputs, valid until the next pass; null when it is not wanted
   */
  public float @Nullable [] backward(float[] slopes, int count) {
    float[] passed = slopes;
    for (int i = layers.size() - 1; i >= 0 && passed != null; i--) {
      passed = layers.get(i).backward(passed, count, byInput || i > firstLearned);
    }
    return passed;
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
  }
}
