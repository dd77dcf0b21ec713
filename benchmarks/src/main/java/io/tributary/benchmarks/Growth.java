package io.tributary.benchmarks;

import com.sun.management.ThreadMXBean;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundState;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the coordinator's part of a round costs in time and memory, by the number of tasks K and of
 * parameters P, beside copying K·P numbers.
 */
@Command(
    name = "growth",
    header = "Measures tuning and combining as tasks and parameters grow.",
    mixinStandardHelpOptions = true)
final class Growth implements Callable<Integer> {

  private static final int TURNS = 7;
  private static final int DEV = 8;
  private static final int NETWORK_PASSES = 4;

  @Option(
      names = "--tasks",
      split = ",",
      defaultValue = "2,4,8,16,32,64",
      description = "Numbers of tasks, K.")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private List<Integer> tasks;

  @Option(
      names = "--parameters",
      split = ",",
      defaultValue = "10000,100000,1000000,10000000",
      description = "Numbers of parameters, P, about.")
  @SuppressWarnings("NullAway.Init")
  private List<Long> parameters;

  @Option(
      names = "--most",
      defaultValue = "160000000",
      description = "K times P beyond which nothing is measured, for the memory of this machine.")
  private long most;

  @Option(names = "--plot", description = "File for the plot, in SVG.")
  private @Nullable Path plot;

  private final PrintStream out = System.out;

  /**
   * What one size costs.
   *
   * @param copy nanoseconds for copying K·P floats
   * @param gram for all products of deltas with one another, K²·P multiplications
   * @param combine for θ + Δᵀα
   * @param slopes for θ + Δᵀα, passes through the network, and K products with a gradient
   * @param round nanoseconds of a whole round after its deltas are there
   * @param heap bytes allocated by such a round, let go or not
   */
  record Cost(
      int tasks,
      int parameters,
      double copy,
      double gram,
      double combine,
      double slopes,
      double round,
      double heap) {

    /** How many times P floats a round takes from the heap. */
    double floatsByParameter() {
      return heap / Float.BYTES / parameters;
    }
  }

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Growth()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    out.printf(
        "%d processors, load %.1f, Java %s; one thread%n",
        Cpu.processors(), Cpu.load(), System.getProperty("java.version"));
    out.println(
        "| P | K | copy of K·P, ms | combine, of that rate | slopes, of that rate | products, ms"
            + " | round, ms | heap, floats/P |");
    out.println("|---|---|---|---|---|---|---|---|");
    List<Cost> costs = new ArrayList<>();
    for (long size : parameters) {
      for (int count : tasks) {
        if (count * size <= most) {
          costs.add(tell(measure(count, size)));
        }
      }
    }
    if (plot != null) {
      Files.writeString(plot, GrowthPlot.of(costs));
    }
    return CommandLine.ExitCode.OK;
  }

  private Cost tell(Cost cost) {
    out.printf(
        "| %,d | %d | %.3f | %.2f | %.2f | %.2f | %.2f | %.1f |%n",
        cost.parameters(),
        cost.tasks(),
        cost.copy() / 1e6,
        cost.copy() / cost.combine(),
        2 * cost.copy() / cost.slopes(),
        cost.gram() / 1e6,
        cost.round() / 1e6,
        cost.floatsByParameter());
    return cost;
  }

  private static Cost measure(int tasks, long size) {
    Configuration configuration = Made.dense(tasks, size);
    List<Example> dev = Made.examples(DEV, 20, 2);
    try (Engine engine = Engines.open(configuration)) {
      float[] theta = engine.initialParameters();
      List<TaskDelta> deltas = deltas(engine, tasks);
      float[] alpha = new float[tasks];
      int turns = (int) Math.max(1, 20_000_000L / (tasks * (long) theta.length));
      float[] to = new float[theta.length];
      double copy =
          shortest(
              turns,
              () -> deltas.forEach(d -> System.arraycopy(d.values(), 0, to, 0, trunk(engine))));
      double combine;
      double slopes;
      try (DeltaSpace space = engine.span(theta, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
        combine = shortest(turns, () -> space.combine(another(alpha)));
        slopes = shortest(turns, () -> space.slopes(another(alpha), dev));
      }
      double gram =
          shortest(Math.max(1, turns / NETWORK_PASSES), () -> gram(engine, theta, deltas));
      RoundLearner learner = new RoundLearner(engine, configuration);
      RoundState state = learner.initial();
      List<LabelScale> scales = Collections.nCopies(tasks, LabelScale.NONE);
      Runnable round = () -> learner.combine(state, deltas, scales, dev, dev);
      double nanos = shortest(Math.max(1, turns / NETWORK_PASSES), round);
      return new Cost(tasks, theta.length, copy, gram, combine, slopes, nanos, allocated(round));
    }
  }

  /** A space remembers where it was asked last, so that it is asked elsewhere. */
  private static float[] another(float[] alpha) {
    Arrays.fill(alpha, alpha[0] == 0.5f ? 0.25f : 0.5f);
    return alpha;
  }

  /** And it remembers the products. */
  private static void gram(Engine engine, float[] theta, List<TaskDelta> deltas) {
    try (DeltaSpace space = engine.span(theta, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
      space.trunkGram();
    }
  }

  private static int trunk(Engine engine) {
    return engine.layout().trunk().length();
  }

  private static List<TaskDelta> deltas(Engine engine, int tasks) {
    Score none = Score.none(Score.Metric.ACCURACY);
    List<TaskDelta> deltas = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      float[] values = new float[engine.layout().taskLength(task)];
      for (int i = 0; i < values.length; i++) {
        values[i] = 1e-6f * ((i * 31 + task * 17) % 97 - 48);
      }
      deltas.add(new TaskDelta(task, 1, values, none, none));
    }
    return deltas;
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Nanoseconds of one call: of the turn that was disturbed least. */
  private static double shortest(int calls, Runnable work) {
    double shortest = Double.POSITIVE_INFINITY;
    for (int turn = 0; turn < TURNS; turn++) {
      long start = System.nanoTime();
      for (int call = 0; call < calls; call++) {
        work.run();
      }
      shortest = Math.min(shortest, (System.nanoTime() - start) / (double) calls);
    }
    return shortest;
  }
}
