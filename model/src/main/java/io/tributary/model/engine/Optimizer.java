package io.tributary.model.engine;

import io.tributary.model.Segment;
import io.tributary.model.config.OptimizerConfig;
import java.util.ArrayList;
import java.util.List;
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
  private final List<FlatVector> states = new ArrayList<>();
  private final List<GradientUpdater<?>> updaters = new ArrayList<>();
  private int iteration;

  /**
   * Steps of one mini-epoch.
   *
   * @param miniEpoch its number, from 1
   */
  Optimizer(
      OptimizerConfig config,
      long miniEpoch,
      FlatVector parameters,
      INDArray gradient,
      NetworkLayout layout) {
    this.parameters = parameters;
    this.gradient = gradient;
    this.layout = layout;
    IUpdater method = method(config, config.learningRateIn(miniEpoch));
    for (Segment segment : layout.learned()) {
      int size = (int) method.stateSize(segment.length());
      if (size > 0) {
        states.add(new FlatVector(size));
        updaters.add(method.instantiate(states.get(states.size() - 1).array(), false));
      } else {
        updaters.add(method.instantiate((INDArray) null, false));
      }
    }
  }

  private static IUpdater method(OptimizerConfig config, double learningRate) {
    if (config.type() == OptimizerConfig.Type.ADAM) {
      return new Adam(learningRate);
    }
    return config.momentum() > 0
        ? new Nesterovs(learningRate, config.momentum())
        : new Sgd(learningRate);
  }

  /** Applies the gradient, and moves statistics by what they ask for. */
  void step(float weight) {
    INDArray flat = gradient.reshape(gradient.length());
    for (int i = 0; i < layout.learned().size(); i++) {
      Segment segment = layout.learned().get(i);
      INDArray part = flat.get(NDArrayIndex.interval(segment.offset(), segment.end()));
      updaters.get(i).applyUpdater(part, iteration, 0);
      parameters.add(-weight, gradient, segment.offset(), segment.length());
    }
    for (Segment segment : layout.statistics()) {
      // What batch normalisation leaves in the place of a gradient is the old value minus the new.
      parameters.add(-1, gradient, segment.offset(), segment.length());
    }
    iteration++;
  }

  @Override
  public void close() {
    states.forEach(FlatVector::close);
  }
}
