package io.tributary.model.engine;

import io.tributary.model.Segment;
import io.tributary.model.config.OptimizerConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Steps flat parameters along their flat gradient. The task weight multiplies the update, not the
 * gradient: for SGD, with momentum or without, that is the same as multiplying the loss; Adam would
 * divide it out again. It has seen nothing when made: there is a new one for every mini-epoch.
 */
final class Optimizer implements AutoCloseable {
  private final FlatVector parameters;
  private final INDArray gradient;
  private final NetworkLayout layout;
  private final float rate; // of plain SGD
  private final List<FlatVector> states = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  /** Of all learned parameters. */
  Optimizer(
      OptimizerConfig config, FlatVector parameters, INDArray gradient, NetworkLayout layout) {
    this(config, parameters, gradient, layout, 0);
  }

  /** Of those from one on. */
  Optimizer(
      OptimizerConfig config,
      FlatVector parameters,
      INDArray gradient,
      NetworkLayout layout,
      int first) {
    this.parameters = parameters;
    this.gradient = gradient;
    this.layout = layout;
    IUpdater method = method(config);
    rate = (float) config.learningRate();
    int trunk = layout.isAligned() ? layout.trunkLength() : 0;
    for (Segment segment : layout.learned()) {
      add(method, segment, Math.min(first, trunk), trunk);
      add(method, segment, Math.max(first, trunk), layout.aligned());
      add(method, segment, layout.aligned(), layout.length());
    }
  }

  /** What learns together, with its own count of steps. */
  private static final class Group {
    private final Segment segment;
    private final @Nullable GradientUpdater<?> updater; // none where the gradient itself is the way
    private int steps;

    Group(Segment segment, @Nullable GradientUpdater<?> updater) {
      this.segment = segment;
      this.updater = updater;
    }
  }

  /** Adds what of a segment lies between two elements. */
  private void add(IUpdater method, Segment segment, int from, int to) {
    int start = Math.max(segment.offset(), from);
    int length = Math.min(segment.end(), to) - start;
    if (length <= 0) {
      return;
    }
    if (method instanceof Sgd) {
      groups.add(new Group(new Segment(start, length), null));
      return;
    }
    INDArray state = null;
    int size = (int) method.stateSize(length);
    if (size > 0) {
      states.add(new FlatVector(size));
      state = states.get(states.size() - 1).array();
    }
    groups.add(new Group(new Segment(start, length), method.instantiate(state, false)));
  }

  private static IUpdater method(OptimizerConfig config) {
    if (config.type() == OptimizerConfig.Type.ADAM) {
      return new Adam(config.learningRate());
    }
    return config.momentum() > 0
        ? new Nesterovs(config.learningRate(), config.momentum())
        : new Sgd(config.learningRate());
  }

  /** Applies the gradient, and moves statistics by what they ask for. */
  void step(float weight) {
    step(weight, 0, layout.length());
  }

  /** The same, but a matrix before the network stays. */
  void stepOnNetwork(float weight) {
    step(weight, 0, layout.aligned());
  }

  /** The same, but the trunk stays; the head and a matrix before the network move. */
  void stepOnPrivate(float weight) {
    step(weight, layout.trunkLength(), layout.length());
  }

  private void step(float weight, int from, int to) {
    INDArray flat = gradient.reshape(gradient.length());
    for (Group group : groups) {
      Segment segment = group.segment;
      if (segment.offset() >= from && segment.end() <= to) {
        float factor = weight * rate;
        if (group.updater != null) {
          INDArray part = flat.get(NDArrayIndex.interval(segment.offset(), segment.end()));
          group.updater.applyUpdater(part, group.steps++, 0);
          factor = weight;
        }
        parameters.add(-factor, gradient, segment.offset(), segment.length());
      }
    }
    for (Segment segment : layout.statistics()) {
      // What batch normalisation leaves in the place of a gradient is the old value minus the new.
      parameters.add(-1, gradient, segment.offset(), segment.length());
    }
  }

  @Override
  public void close() {
    states.forEach(FlatVector::close);
  }
}
