package io.tributary.benchmarks;

import io.tributary.model.config.EngineConfig;
import io.tributary.model.config.EngineConfig.Device;
import io.tributary.model.round.InMemoryTraining.Input;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same rounds with both engines, by turns, in one process: how many times as fast. */
@Command(
    name = "engines",
    header = "Times rounds with both engines.",
    mixinStandardHelpOptions = true)
final class EnginePairs implements Callable<Integer> {

  private static final EngineConfig FIRST = EngineConfig.DEFAULT;
  private static final double TOLERANCE = 1e-4;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private WorkOptions options;

  @Option(names = "--pairs", defaultValue = "10", description = "Of each; two more warm up.")
  private int pairs;

  @Option(names = "--device", defaultValue = "cpu", description = "Of engine: pytorch.")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private Device device;

  private final PrintStream out = System.out;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new EnginePairs());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    out.printf("%d processors, rounds of %s%n", Cpu.processors(), options.size());
    for (PairedWork work : options.works()) {
      Workload workload = options.workload(work);
      measure(workload, workload.rounds());
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(Workload workload, List<Input> inputs) {
    EngineConfig second = new EngineConfig(EngineConfig.Type.PYTORCH, device);
    List<Double> firsts = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = -2; pair < pairs; pair++) {
      boolean secondFirst = pair % 2 == 0; // so that a drift of the machine's load favours neither
      Run before = run(workload, secondFirst ? second : FIRST, inputs);
      Run after = run(workload, secondFirst ? FIRST : second, inputs);
      Run one = secondFirst ? after : before;
      Run other = secondFirst ? before : after;
      check(one, other);
      if (pair >= 0) {
        firsts.add(one.rate());
        seconds.add(other.rate());
        ratios.add(other.rate() / one.rate());
      }
    }
    out.printf(
        "%s: dl4j %.0f examples/s, pytorch %.0f; %d ratios: median %.2f, quartiles %.2f to %.2f,"
            + " all %.2f to %.2f; load %.1f%n",
        workload.name(),
        Quantiles.median(firsts, value -> value),
        Quantiles.median(seconds, value -> value),
        ratios.size(),
        Quantiles.median(ratios, value -> value),
        Quantiles.of(ratios, 0.25, value -> value),
        Quantiles.of(ratios, 0.75, value -> value),
        Quantiles.of(ratios, 0, value -> value),
        Quantiles.of(ratios, 1, value -> value),
        Cpu.load());
  }

  private static Run run(Workload workload, EngineConfig engine, List<Input> inputs) {
    return BareLoop.run(workload.configuration().withEngine(engine), inputs);
  }

  /** Times of different work would say nothing: both must weigh the tasks alike. */
  private static void check(Run one, Run other) {
    one.weights()
        .forEach(
            (task, weight) -> {
              float otherWeight = other.weights().getOrDefault(task, Float.NaN);
              if (!(Math.abs(weight - otherWeight) <= TOLERANCE)) {
                throw new IllegalStateException(
                    "the engines weigh %s by %s and %s".formatted(task, weight, otherWeight));
              }
            });
  }
}
