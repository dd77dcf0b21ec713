package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.engine.JointSteps;
import io.tributary.model.engine.JointSum;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Joint steps over the single-task networks of an engine. */
final class TorchJointSteps implements JointSteps {
  private final JointSum joint;
  private final IntFunction<TorchWorker> workers;
  private final DeviceStream stream;
  private final Flat parameters;
  private final Flat gradient;
  private final TorchOptimizer optimizer;

  /**
   * From given parameters.
   *
   * @param workers by task; the engine's own
   */
  TorchJointSteps(
      JointSum joint,
      IntFunction<TorchWorker> workers,
      PtNDManager manager,
      DeviceStream stream,
      Script vectors,
      OptimizerConfig config,
      float[] start) {
    this.joint = joint;
    this.workers = workers;
    this.stream = stream;
    parameters = Flat.vector(manager, vectors, start.length);
    parameters.set(start);
    gradient = Flat.vector(manager, vectors, start.length);
    optimizer =
        new TorchOptimizer(
            config, manager, vectors, parameters.values(), gradient.values(), joint.whole());
  }

  @Override
  public void step(List<Part> parts, float share, long seed) {
    stream.enter();
    SplittableRandom random = new SplittableRandom(seed);
    float[] now = joint.collected(parameters(), parts);
    parameters.set(now);
    gradient.set(
        joint.gradient(
            now,
            parts,
            (network, part) -> {
              TorchWorker worker = workers.apply(part.task());
              worker.parameters().set(network);
              return worker.trainingGradient(part.examples(), part.scale(), random);
            }));
    optimizer.step(share);
  }

  @Override
  public float[] parameters() {
    return parameters.toArray();
  }

  @Override
  public void close() {
    optimizer.close();
    gradient.close();
    parameters.close();
  }
}
