package io.tributary.model.engine;

import io.tributary.model.config.OptimizerConfig;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.factory.Nd4j;

/** Joint steps over the single-task networks of an engine. */
final class Dl4jJointSteps implements JointSteps {

  private final JointSum joint;
  private final IntFunction<TaskWorker> workers;
  private final FlatVector parameters;
  private final FlatVector gradient;
  private final Optimizer optimizer;

  /**
   * From given parameters.
   *
   * @param workers by task; the engine's own
   */
  Dl4jJointSteps(
      JointSum joint, IntFunction<TaskWorker> workers, OptimizerConfig config, float[] start) {
    this.joint = joint;
    this.workers = workers;
    parameters = new FlatVector(start.length);
    parameters.set(start);
    gradient = new FlatVector(start.length);
    optimizer = new Optimizer(config, parameters, gradient.array(), joint.whole());
  }

  @Override
  public void step(List<Part> parts, float share, long seed) {
    Nd4j.getRandom().setSeed(seed); // of this thread alone; dropout draws from it
    float[] now = joint.collected(parameters(), parts);
    parameters.set(now);
    gradient.set(joint.gradient(now, parts, this::gradientOf));
    optimizer.step(share);
  }

  private float[] gradientOf(float[] network, Part part) {
    TaskWorker worker = workers.apply(part.task());
    worker.parameters().set(network);
    return worker.trainingGradient(part.examples(), part.scale());
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
