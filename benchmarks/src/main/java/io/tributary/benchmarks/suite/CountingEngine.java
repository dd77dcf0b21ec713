package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.ForwardingEngine;
import io.tributary.benchmarks.suite.RunResult.Cost;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.ForwardingSpace;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.engine.JointSteps;
import io.tributary.model.evaluation.Score;
import java.util.List;

/** An engine that counts what it is asked to compute, and times training. */
final class CountingEngine extends ForwardingEngine {

  private final int epochs;
  private final Passes passes = new Passes();
  private Cost training = Cost.NONE;

  /**
   * Counts.
   *
   * @param engine does the work
   * @param epochs that it trains a mini-epoch for
   */
  CountingEngine(Engine engine, int epochs) {
    super(engine);
    this.epochs = epochs;
  }

  /** Everything so far. */
  double passes() {
    return passes.count();
  }

  /** Computing deltas so far. */
  Cost training() {
    return training;
  }

  @Override
  public TaskDelta train(float[] parameters, float weight, MiniEpoch miniEpoch) {
    int examples = miniEpoch.examples().size();
    passes.forwardAndBack((long) examples * epochs);
    passes.forward(2 * examples); // the scores before and after
    long nanos = System.nanoTime();
    double cpu = ThreadCpu.seconds();
    TaskDelta delta = super.train(parameters, weight, miniEpoch);
    training =
        training.plus(
            new Cost(
                (System.nanoTime() - nanos) / 1e9,
                ThreadCpu.seconds() - cpu,
                (3.0 * epochs + 2) * examples));
    return delta;
  }

  @Override
  public Score score(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    passes.forward(examples.size());
    return super.score(parameters, task, examples, scale);
  }

  @Override
  public double objective(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    passes.forward(examples.size());
    return super.objective(parameters, task, examples, scale);
  }

  @Override
  public List<float[]> predict(float[] parameters, int task, List<float[]> inputs) {
    passes.forward(inputs.size());
    return super.predict(parameters, task, inputs);
  }

  @Override
  public DeltaSpace span(
      float[] parameters,
      List<TaskDelta> deltas,
      int target,
      LabelScale scale,
      HeadSteps headSteps) {
    return new CountingSpace(super.span(parameters, deltas, target, scale, headSteps), passes);
  }

  @Override
  public JointSteps joint(float[] parameters) {
    return new CountingSteps(super.joint(parameters), passes);
  }

  private record CountingSteps(JointSteps steps, Passes passes) implements JointSteps {

    @Override
    public void step(List<Part> parts, float share, long seed) {
      parts.forEach(part -> passes.forwardAndBack(part.examples().size()));
      steps.step(parts, share, seed);
    }

    @Override
    public float[] parameters() {
      return steps.parameters();
    }

    @Override
    public void close() {
      steps.close();
    }
  }

  private static final class CountingSpace extends ForwardingSpace {

    private final Passes passes;

    CountingSpace(DeltaSpace space, Passes passes) {
      super(space);
      this.passes = passes;
    }

    @Override
    public Score score(float[] alpha, List<Example> examples) {
      passes.forward(examples.size());
      return super.score(alpha, examples);
    }

    @Override
    public double objective(float[] alpha, List<Example> examples) {
      passes.forward(examples.size());
      return super.objective(alpha, examples);
    }

    @Override
    public Slopes slopes(float[] alpha, List<Example> examples) {
      passes.forwardAndBack(examples.size());
      return super.slopes(alpha, examples);
    }
  }
}
