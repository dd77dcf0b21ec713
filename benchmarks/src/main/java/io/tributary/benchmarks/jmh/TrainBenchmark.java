package io.tributary.benchmarks.jmh;

import io.tributary.benchmarks.Made;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One task's part in a round, with its two scores; an example is an operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrainBenchmark {

  private static final int EXAMPLES = 1024;
  private static final int CLASSES = 10;

  /** What the trunk is. */
  @Param({"mlp", "lenet"})
  public String network = "mlp";

  @SuppressWarnings("NullAway.Init") // by setUp
  private Engine engine;

  @SuppressWarnings("NullAway.Init")
  private float[] parameters;

  @SuppressWarnings("NullAway.Init")
  private MiniEpoch miniEpoch;

  /** Makes the engine and the mini-epoch. */
  @Setup
  public void setUp() {
    boolean dense = network.equals("mlp");
    Configuration configuration =
        Made.configuration(
            """
            model: {name: m, input: %s, trunk: %s}
            tasks: {a: {type: classification, classes: 10, target: true}}
            training: {miniEpoch: 1024, batchSize: 128, optimizer: {type: sgd, learningRate: 0.001}}
            """
                .formatted(
                    dense ? "[784]" : "[1, 28, 28]",
                    dense
                        ? "[dense: {units: 256}, relu, dense: {units: 256}, relu]"
                        : "[conv2d: {filters: 10, kernel: 5}, maxpool2d: {size: 2}, relu,"
                            + " conv2d: {filters: 20, kernel: 5}, maxpool2d: {size: 2}, relu,"
                            + " dense: {units: 50}, relu]"));
    engine = Engines.open(configuration);
    parameters = engine.initialParameters();
    miniEpoch = new MiniEpoch(0, 1, Made.examples(EXAMPLES, 784, CLASSES), LabelScale.NONE);
  }

  /** Closes the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  /** A delta. */
  @Benchmark
  @OperationsPerInvocation(EXAMPLES)
  public TaskDelta train() {
    return engine.train(parameters, 1, miniEpoch);
  }
}
