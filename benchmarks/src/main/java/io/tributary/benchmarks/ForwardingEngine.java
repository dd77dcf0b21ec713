package io.tributary.benchmarks;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.TaskDelta;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.engine.JointSteps;
import io.tributary.model.evaluation.Score;
import java.util.List;

/** Hands every call on; for engines that watch some of them. Closes what it hands on to. */
public abstract class ForwardingEngine implements Engine {

  private final Engine engine;

  /** Over the engine that does the work. */
  protected ForwardingEngine(Engine engine) {
    this.engine = engine;
  }

  @Override
  public ParameterLayout layout() {
    return engine.layout();
  }

  @Override
  public float[] initialParameters() {
    return engine.initialParameters();
  }

  @Override
  public TaskDelta train(float[] parameters, float weight, MiniEpoch miniEpoch) {
    return engine.train(parameters, weight, miniEpoch);
  }

  @Override
  public Score score(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return engine.score(parameters, task, examples, scale);
  }

  @Override
  public double objective(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return engine.objective(parameters, task, examples, scale);
  }

  @Override
  public float[] squaredGradients(
      float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return engine.squaredGradients(parameters, task, examples, scale);
  }

  @Override
  public List<float[]> predict(float[] parameters, int task, List<float[]> inputs) {
    return engine.predict(parameters, task, inputs);
  }

  @Override
  public DeltaSpace span(
      float[] parameters,
      List<TaskDelta> deltas,
      int target,
      LabelScale scale,
      HeadSteps headSteps) {
    return engine.span(parameters, deltas, target, scale, headSteps);
  }

  @Override
  public JointSteps joint(float[] parameters) {
    return engine.joint(parameters);
  }

  @Override
  public void close() {
    engine.close();
  }
}
