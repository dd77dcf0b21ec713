package io.tributary.benchmarks;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.TaskDelta;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.ForwardingSpace;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.evaluation.Score;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The learner's engine, with the time of its calls. Used by one thread. */
final class TimedEngine extends ForwardingEngine {

  /** What a learner does between two rounds of training. */
  enum Part {
    /** Scores of the dev window. */
    SCORE,
    /** Deltas brought to where they are combined, with their norms and products. */
    SPACE,
    /** Slopes by the coefficients. */
    TUNE,
    /** The new parameters. */
    COMBINE
  }

  private final Map<Part, Long> nanos = new EnumMap<>(Part.class);

  TimedEngine(Engine engine) {
    super(engine);
  }

  /** Seconds so far. */
  double seconds(Part part) {
    return nanos.getOrDefault(part, 0L) / 1e9;
  }

  /** Seconds of all parts so far. */
  double seconds() {
    return nanos.values().stream().mapToLong(Long::longValue).sum() / 1e9;
  }

  private <T> T timed(Part part, Supplier<T> call) {
    long start = System.nanoTime();
    T answer = call.get();
    nanos.merge(part, System.nanoTime() - start, Long::sum);
    return answer;
  }

  @Override
  public Score score(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return timed(Part.SCORE, () -> super.score(parameters, task, examples, scale));
  }

  @Override
  public double objective(float[] parameters, int task, List<Example> examples, LabelScale scale) {
    return timed(Part.SCORE, () -> super.objective(parameters, task, examples, scale));
  }

  @Override
  public DeltaSpace span(
      float[] parameters,
      List<TaskDelta> deltas,
      int target,
      LabelScale scale,
      HeadSteps headSteps) {
    return new TimedSpace(
        timed(Part.SPACE, () -> super.span(parameters, deltas, target, scale, headSteps)));
  }

  private final class TimedSpace extends ForwardingSpace {

    TimedSpace(DeltaSpace space) {
      super(space);
    }

    @Override
    public double[] norms() {
      return timed(Part.SPACE, super::norms);
    }

    @Override
    public double[][] trunkGram() {
      return timed(Part.SPACE, super::trunkGram);
    }

    @Override
    public Score score(float[] alpha, List<Example> examples) {
      return timed(Part.SCORE, () -> super.score(alpha, examples));
    }

    @Override
    public double objective(float[] alpha, List<Example> examples) {
      return timed(Part.SCORE, () -> super.objective(alpha, examples));
    }

    @Override
    public Slopes slopes(float[] alpha, List<Example> examples) {
      return timed(Part.TUNE, () -> super.slopes(alpha, examples));
    }

    @Override
    public float[] combine(float[] alpha) {
      return timed(Part.COMBINE, () -> super.combine(alpha));
    }
  }
}
