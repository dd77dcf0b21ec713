package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.TaskType;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.network.NetworkSpec;
import io.tributary.model.network.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One task's network as straight-line loops in double: what engines are compared with. It shares no
 * code with them but the values, and takes parameters from the flat array by their published names.
 * Plain SGD in order of arrival; layers dense, conv2d, maxpool2d, relu, tanh and flatten.
 */
public final class StraightLineNetwork {
  private static final int BLOCK = StraightLineLayer.BLOCK;

  private final TaskType type;
  private final ParameterLayout layout;
  private final int task;
  private final int batchSize;
  private final double learningRate;
  private final Map<String, StraightLineLayer> layers = new LinkedHashMap<>();

  /**
   * The network of one task of a configuration.
   *
   * @param layout of the engine whose parameters are loaded
   */
  public StraightLineNetwork(Configuration configuration, ParameterLayout layout, int task) {
    this.layout = layout;
    this.task = task;
    type = configuration.tasks().get(task).task().type();
    batchSize = configuration.training().batchSize();
    learningRate = configuration.training().optimizer().learningRate();
    String head = "head." + configuration.tasks().get(task).task().name();
    Shape shape = new Shape(configuration.model().input());
    shape = add(shape, configuration.model().trunk(), "trunk");
    shape = add(shape, configuration.tasks().get(task).head(), head);
    layers.put(head + ".output", new StraightLineLayer.Dense(shape.length(), type.outputs()));
  }

  private Shape add(Shape below, NetworkSpec spec, String place) {
    Shape shape = below;
    List<LayerSpec> list = ((NetworkSpec.Layers) spec).layers();
    for (int i = 0; i < list.size(); i++) {
      LayerSpec layer = list.get(i);
      if (!(layer instanceof LayerSpec.Flatten)) {
        String kind = layer.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        layers.put(place + "." + i + "-" + kind, layer(layer, shape));
      }
      shape = shape.after(List.of(layer), place);
    }
    return shape;
  }

  private static StraightLineLayer layer(LayerSpec layer, Shape in) {
    List<Integer> d = in.dimensions();
    if (layer instanceof LayerSpec.Dense dense) {
      return new StraightLineLayer.Dense(in.length(), dense.units());
    }
    if (layer instanceof LayerSpec.Conv2d c) {
      return new StraightLineLayer.Conv(
          d.get(0), d.get(1), d.get(2), c.filters(), c.kernel(), c.stride(), c.padding());
    }
    if (layer instanceof LayerSpec.MaxPool2d p) {
      return new StraightLineLayer.MaxPool(d.get(0), d.get(1), d.get(2), p.size(), p.stride());
    }
    if (layer instanceof LayerSpec.Relu) {
      return new StraightLineLayer.Relu();
    }
    if (layer instanceof LayerSpec.Tanh) {
      return new StraightLineLayer.Tanh();
    }
    throw new IllegalArgumentException("no straight line for " + layer);
  }

  /** Takes over whole flat parameters, [trunk | head 0 | …]. */
  public void load(float[] parameters) {
    tensors((values, at, flat) -> values[at] = parameters[flat], false);
  }

  /** The parameters over [trunk | head]. */
  public double[] parameters() {
    return flatten(false);
  }

  /** The gradient over [trunk | head] that {@link #differentiate} left. */
  public double[] gradient() {
    return flatten(true);
  }

  /** Leaves the gradient of the mean loss, and returns that loss. */
  public double differentiate(List<Example> examples, LabelScale scale) {
    layers.values().forEach(StraightLineLayer::clearGradient);
    double loss = 0;
    for (int from = 0; from < examples.size(); from += BLOCK) {
      List<Example> block = examples.subList(from, Math.min(from + BLOCK, examples.size()));
      double[] slope = forward(block);
      for (int e = 0; e < block.size(); e++) {
        loss += loss(slope, e, block.get(e), scale);
        slope(slope, e, block.get(e), scale, examples.size());
      }
      for (int i = 0; i < slope.length; i++) {
        slope[i] = i % BLOCK < block.size() ? slope[i] : 0;
      }
      StraightLineLayer[] stack = layers.values().toArray(StraightLineLayer[]::new);
      for (int i = stack.length - 1; i >= 0; i--) {
        slope = stack[i].backward(slope);
      }
    }
    return loss / examples.size();
  }

  /** One step of SGD against the gradient. */
  public void step(double weight) {
    for (StraightLineLayer layer : layers.values()) {
      StraightLineNetwork.step(layer.weights, layer.weightGradient, weight * learningRate);
      StraightLineNetwork.step(layer.bias, layer.biasGradient, weight * learningRate);
    }
  }

  /** One pass of plain SGD over a mini-epoch, from whole parameters; returns the delta. */
  public double[] train(float[] parameters, double weight, MiniEpoch miniEpoch) {
    load(parameters);
    double[] delta = parameters();
    List<Example> examples = miniEpoch.examples();
    for (int from = 0; from < examples.size(); from += batchSize) {
      int to = Math.min(from + batchSize, examples.size());
      differentiate(examples.subList(from, to), miniEpoch.scale());
      step(weight);
    }
    double[] after = parameters();
    for (int i = 0; i < delta.length; i++) {
      delta[i] = after[i] - delta[i];
    }
    return delta;
  }

  /** Scores examples. */
  public Score score(List<Example> examples, LabelScale scale) {
    double loss = 0;
    double metric = 0;
    for (int from = 0; from < examples.size(); from += BLOCK) {
      List<Example> block = examples.subList(from, Math.min(from + BLOCK, examples.size()));
      double[] z = forward(block);
      for (int e = 0; e < block.size(); e++) {
        loss += loss(z, e, block.get(e), scale);
        metric += metric(z, e, block.get(e), scale);
      }
    }
    return new Score(examples.size(), loss, Score.Metric.of(type), metric);
  }

  private double[] forward(List<Example> block) {
    int features = block.get(0).features().length;
    double[] values = new double[features * BLOCK];
    for (int e = 0; e < block.size(); e++) {
      float[] input = block.get(e).features();
      for (int i = 0; i < features; i++) {
        values[i * BLOCK + e] = input[i];
      }
    }
    for (StraightLineLayer layer : layers.values()) {
      values = layer.forward(values);
    }
    return values;
  }

  private double loss(double[] z, int e, Example example, LabelScale scale) {
    float[] label = example.label();
    if (type instanceof TaskType.Classification) {
      int right = (int) label[0];
      double sum = 0;
      for (int o = 0; o < type.outputs(); o++) {
        sum += Math.exp(z[o * BLOCK + e] - z[right * BLOCK + e]);
      }
      return Math.log(sum);
    }
    double sum = 0;
    for (int o = 0; o < type.outputs(); o++) {
      double output = z[o * BLOCK + e];
      sum +=
          type instanceof TaskType.Regression
              ? Math.pow(output - (label[o] - scale.mean()) / scale.deviation(), 2) / 2
              : Math.log1p(Math.exp(label[o] > 0 ? -output : output)) / type.outputs();
    }
    return sum;
  }

  private void slope(double[] z, int e, Example example, LabelScale scale, int count) {
    float[] label = example.label();
    double total = 0;
    for (int o = 0; o < type.outputs(); o++) {
      total += Math.exp(z[o * BLOCK + e]);
    }
    for (int o = 0; o < type.outputs(); o++) {
      int at = o * BLOCK + e;
      if (type instanceof TaskType.Classification) {
        z[at] = Math.exp(z[at]) / total - (o == (int) label[0] ? 1 : 0);
      } else if (type instanceof TaskType.Regression) {
        z[at] -= (label[o] - scale.mean()) / scale.deviation();
      } else {
        z[at] = (1 / (1 + Math.exp(-z[at])) - label[o]) / type.outputs();
      }
      z[at] /= count;
    }
  }

  private double metric(double[] z, int e, Example example, LabelScale scale) {
    float[] label = example.label();
    if (type instanceof TaskType.Regression) {
      return Math.pow(z[e] * scale.deviation() + scale.mean() - label[0], 2);
    }
    int correct = 0;
    int best = 0;
    for (int o = 0; o < type.outputs(); o++) {
      best = z[o * BLOCK + e] > z[best * BLOCK + e] ? o : best;
      correct += z[o * BLOCK + e] > 0 == label[Math.min(o, label.length - 1)] > 0 ? 1 : 0;
    }
    if (type instanceof TaskType.Classification) {
      return best == (int) label[0] ? 1 : 0;
    }
    return (double) correct / type.outputs();
  }

  private static void step(double[] values, double[] gradient, double rate) {
    for (int i = 0; i < values.length; i++) {
      values[i] -= rate * gradient[i];
    }
  }

  private double[] flatten(boolean gradients) {
    int trunk = layout.trunk().length();
    int head = layout.heads().get(task).offset();
    double[] network = new double[layout.taskLength(task)];
    Arrays.fill(network, Double.NaN); // whatever no layer claims shows up
    tensors(
        (values, at, flat) -> network[flat < trunk ? flat : flat - head + trunk] = values[at],
        gradients);
    return network;
  }

  private interface Element {
    void at(double[] values, int index, int flat);
  }

  private void tensors(Element visit, boolean gradients) {
    for (TensorSpec tensor : layout.tensors()) {
      int dot = tensor.name().lastIndexOf('.');
      StraightLineLayer layer = layers.get(tensor.name().substring(0, dot));
      if (layer == null) {
        continue; // another task's
      }
      boolean isWeight = tensor.name().endsWith(".W");
      double[] values =
          isWeight
              ? gradients ? layer.weightGradient : layer.weights
              : gradients ? layer.biasGradient : layer.bias;
      for (int i = 0; i < values.length; i++) {
        visit.at(values, i, tensor.offset() + place(tensor, i));
      }
    }
  }

  /** Where the element with this row-major index lies within its tensor. */
  private static int place(TensorSpec tensor, int rowMajor) {
    if (tensor.order() == TensorSpec.Order.ROW_MAJOR) {
      return rowMajor;
    }
    int place = 0;
    int rest = rowMajor;
    int stride = tensor.length();
    for (int d = tensor.shape().size() - 1; d >= 0; d--) {
      int size = tensor.shape().get(d);
      stride /= size;
      place += rest % size * stride;
      rest /= size;
    }
    return place;
  }
}
