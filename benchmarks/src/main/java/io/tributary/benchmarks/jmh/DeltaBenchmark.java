package io.tributary.benchmarks.jmh;

import io.tributary.benchmarks.Made;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a round does with K deltas of P parameters, beside copying as many numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DeltaBenchmark {

  /** K. */
  @Param({"2", "8", "32", "64"})
  public int tasks;

  /** P, about. */
  @Param({"10000", "100000", "1000000", "10000000"})
  public int parameters;

  private final List<Example> dev = Made.examples(8, 20, 2);

  @SuppressWarnings("NullAway.Init") // by setUp
  private Engine engine;

  @SuppressWarnings("NullAway.Init")
  private float[] theta;

  @SuppressWarnings("NullAway.Init")
  private List<TaskDelta> deltas;

  @SuppressWarnings("NullAway.Init")
  private DeltaSpace space;

  @SuppressWarnings("NullAway.Init")
  private float[] alpha;

  @SuppressWarnings("NullAway.Init")
  private float[] source;

  @SuppressWarnings("NullAway.Init")
  private float[] copy;

  /** Makes the deltas. */
  @Setup
  public void setUp() {
    Configuration configuration = Made.dense(tasks, parameters);
    engine = Engines.open(configuration);
    theta = engine.initialParameters();
    deltas = new ArrayList<>();
    Score none = Score.none(Score.Metric.ACCURACY);
    for (int task = 0; task < tasks; task++) {
      int length = engine.layout().trunk().length() + engine.layout().heads().get(task).length();
      float[] values = Made.noise(length, task);
      for (int i = 0; i < length; i++) {
        values[i] *= 1e-4f;
      }
      deltas.add(new TaskDelta(task, 1, values, none, none));
    }
    space = open();
    alpha = new float[tasks];
    Arrays.fill(alpha, 0.5f);
    source = new float[theta.length];
    copy = new float[theta.length];
  }

  /** Closes the engine. */
  @TearDown
  public void tearDown() {
    space.close();
    engine.close();
  }

  private DeltaSpace open() {
    return engine.span(theta, deltas, 0, LabelScale.NONE, HeadSteps.SCALED);
  }

  /** K·P numbers from one array to another: what memory gives. */
  @Benchmark
  public float[] copy() {
    for (int task = 0; task < tasks; task++) {
      System.arraycopy(source, 0, copy, 0, copy.length);
    }
    return copy;
  }

  /** Lays the matrix of deltas out. */
  @Benchmark
  public int span() {
    try (DeltaSpace opened = open()) {
      return opened.size();
    }
  }

  /** θ + Δᵀα. */
  @Benchmark
  public float[] combine() {
    return space.combine(alpha);
  }

  /** One step of tuning: θ + Δᵀα, a pass of 8 examples, and K inner products. */
  @Benchmark
  public double[] slopes() {
    return space.slopes(alpha, dev).byAlpha();
  }
}
