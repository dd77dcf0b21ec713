package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import io.tributary.model.Segment;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.engine.NetworkLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps flat parameters along their flat gradient. The task weight multiplies the update, not the
 * gradient. It has seen nothing when made: there is a new one for every mini-epoch.
 */
final class TorchOptimizer implements AutoCloseable {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;

  private final OptimizerConfig config;
  private final Script vectors;
  private final Tensor parameters;
  private final Tensor gradient;
  private final NetworkLayout layout;
  private final List<Group> groups = new ArrayList<>();

  TorchOptimizer(
      OptimizerConfig config,
      PtNDManager manager,
      Script vectors,
      Tensor parameters,
      Tensor gradient,
      NetworkLayout layout) {
    this.config = config;
    this.vectors = vectors;
    this.parameters = parameters;
    this.gradient = gradient;
    this.layout = layout;
    int trunk = layout.isAligned() ? layout.trunkLength() : 0;
    for (Segment segment : layout.learned()) {
      add(manager, segment, 0, trunk);
      add(manager, segment, trunk, layout.aligned());
      add(manager, segment, layout.aligned(), layout.length());
    }
  }

  /** What learns together, with its own count of steps. */
  private static final class Group {
    private final int start;
    private final int length;
    private final List<Tensor> states;
    private int steps;

    Group(int start, int length, List<Tensor> states) {
      this.start = start;
      this.length = length;
      this.states = states;
    }
  }

  /** Adds what of a segment lies between two elements. */
  private void add(PtNDManager manager, Segment segment, int from, int to) {
    int start = Math.max(segment.offset(), from);
    int length = Math.min(segment.end(), to) - start;
    if (length > 0) {
      List<Tensor> states = new ArrayList<>();
      int count = config.type() == OptimizerConfig.Type.ADAM ? 2 : config.momentum() > 0 ? 1 : 0;
      for (int i = 0; i < count; i++) {
        states.add(Tensor.on(manager, length));
      }
      groups.add(new Group(start, length, states));
    }
  }

  /** Applies the gradient, and moves statistics by what they ask for. */
  void step(double weight) {
    step(weight, 0, layout.length());
  }

  /** The same, but a matrix before the network stays. */
  void stepOnNetwork(double weight) {
    step(weight, 0, layout.aligned());
  }

  /** The same, but the trunk stays; the head and a matrix before the network move. */
  void stepOnPrivate(double weight) {
    step(weight, layout.trunkLength(), layout.length());
  }

  private void step(double weight, int from, int to) {
    for (Group group : groups) {
      if (group.start >= from && group.start + group.length <= to) {
        step(group, weight);
      }
    }
    for (Segment segment : layout.statistics()) {
      // In the place of a gradient is the old value minus the new.
      vectors.run("sgd", parameters, gradient, segment.offset(), segment.length(), 1.0);
    }
  }

  private void step(Group group, double weight) {
    double rate = config.learningRate();
    List<Tensor> states = group.states;
    if (config.type() == OptimizerConfig.Type.ADAM) {
      int t = ++group.steps;
      double corrected = rate * Math.sqrt(1 - Math.pow(BETA_2, t)) / (1 - Math.pow(BETA_1, t));
      vectors.run(
          "adam",
          parameters,
          gradient,
          group.start,
          group.length,
          states.get(0),
          states.get(1),
          weight * corrected);
    } else if (config.momentum() > 0) {
      vectors.run(
          "nesterov",
          parameters,
          gradient,
          group.start,
          group.length,
          states.get(0),
          rate,
          config.momentum(),
          weight);
    } else {
      vectors.run("sgd", parameters, gradient, group.start, group.length, weight * rate);
    }
  }

  @Override
  public void close() {
    groups.forEach(group -> group.states.forEach(Tensor::close));
  }
}
