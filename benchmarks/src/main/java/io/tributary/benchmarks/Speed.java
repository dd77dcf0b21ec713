package io.tributary.benchmarks;

import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.round.InMemoryTraining.Input;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the job is: examples a second beside a bare loop over the engine in the same process,
 * and what a round costs besides learning.
 */
@Command(
    name = "speed",
    header = "Measures the job beside a bare loop over the engine.",
    mixinStandardHelpOptions = true)
final class Speed implements Callable<Integer> {

  private static final int WARM_UP_ROUNDS = 20;

  @Option(names = "--pairs", defaultValue = "5", description = "Pairs of runs; one more warms up.")
  private int pairs;

  @Option(names = "--limit", defaultValue = "60000", description = "Train and dev records.")
  private int limit;

  @Option(names = "--mini-epoch", defaultValue = "1000", description = "Examples of a mini-epoch.")
  private int miniEpoch;

  @Option(
      names = "--multimnist",
      description =
          "Folder of the MNIST files; without it mnist/ in TRIBUTARY_DATA, or made images.")
  private @Nullable Path digits;

  @Option(
      names = "--parameters",
      split = ",",
      defaultValue = "25000,1000000",
      description = "Sizes of models, in parameters of 4 bytes, whose loop is measured.")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private List<Long> parameters;

  @Option(names = "--loops", defaultValue = "200", description = "Rounds of each of them.")
  private int loops;

  @Option(names = "--fields", description = "Measures named inputs beside plain arrays instead.")
  private boolean fields;

  private final PrintStream out = System.out;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Speed()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    out.printf(
        "%d processors, load %.1f, Java %s%n",
        Cpu.processors(), Cpu.load(), System.getProperty("java.version"));
    if (fields) {
      new FieldSpeed(out).run();
      return CommandLine.ExitCode.OK;
    }
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      if (pairs > 0) {
        pairs(broker.bootstrapServers());
      }
      for (long size : parameters) {
        loop(size, broker.bootstrapServers());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void pairs(String servers) throws IOException {
    Workload workload = Workload.images(folder(), limit, miniEpoch);
    List<Input> rounds = workload.rounds();
    out.printf(
        "%s, %d records, %d rounds of %d examples a task%n",
        workload.name(), limit, rounds.size(), miniEpoch);
    Workload small = Workload.images(null, (WARM_UP_ROUNDS + 1) * miniEpoch * 6 / 5, miniEpoch);
    JobOnKafka.run(small, servers, "warm-up");
    BareLoop.run(small.configuration(), small.rounds());
    List<Run> jobs = new ArrayList<>();
    List<Run> bares = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      boolean bareFirst = pair % 2 == 0; // so that a drift of the machine's load favours neither
      Run before = bareFirst ? BareLoop.run(workload.configuration(), rounds) : null;
      Run job = JobOnKafka.run(workload, servers, "pair-" + pair);
      Run bare = before == null ? BareLoop.run(workload.configuration(), rounds) : before;
      if (!job.weights().equals(bare.weights())) {
        throw new IllegalStateException(
            "the job and the bare loop learned different things: "
                + job.weights()
                + " and "
                + bare.weights());
      }
      jobs.add(job);
      bares.add(bare);
      out.printf(
          "pair %d: job %.0f examples/s (%.1f s of processor), bare loop %.0f (%.1f s), load %.1f%n",
          pair, job.rate(), job.cpuSeconds(), bare.rate(), bare.cpuSeconds(), Cpu.load());
    }
    ratios("of processor time", bares, jobs, Run::cpuSeconds);
    ratios("of examples a second with start and stop", jobs, bares, Run::wholeRate);
    ratios("of examples a second", jobs, bares, Run::rate);
    ratios("after the first quarter of the rounds", jobs, bares, Run::warmRate);
    tell("a round of the job", jobs.stream().flatMap(run -> run.timings().stream()).toList());
    tell("of the bare loop", bares.stream().flatMap(run -> run.timings().stream()).toList());
  }

  private void ratios(String what, List<Run> some, List<Run> others, ToDoubleFunction<Run> value) {
    List<Integer> runs = IntStream.range(0, some.size()).boxed().toList();
    ToDoubleFunction<Integer> ratio =
        i -> value.applyAsDouble(some.get(i)) / value.applyAsDouble(others.get(i));
    out.printf(
        "ratio %s: %.2f (quartiles %.2f to %.2f)%n",
        what,
        Quantiles.median(runs, ratio),
        Quantiles.of(runs, 0.25, ratio),
        Quantiles.of(runs, 0.75, ratio));
  }

  private void loop(long size, String servers) throws IOException {
    Workload workload = Workload.loop(size, loops);
    Run run = JobOnKafka.run(workload, servers, "loop-" + size);
    List<Timing> timings = run.timings();
    tell(
        "%,d parameters, load %.1f".formatted(size, Cpu.load()),
        timings.subList(Math.min(timings.size(), loops / 4), timings.size()));
  }

  private void tell(String name, List<Timing> timings) {
    out.printf("%s, ms p50/p90/mean:", name);
    tell("whole", timings, Timing::round);
    tell("waiting", timings, Timing::waitExamples);
    tell("training", timings, Timing::train);
    tell("tuning", timings, Timing::tune);
    tell("loop", timings, Timing::loop);
    out.println();
  }

  private void tell(String part, List<Timing> timings, ToDoubleFunction<Timing> value) {
    out.printf(
        "  %s %.1f/%.1f/%.1f",
        part,
        Quantiles.of(timings, 0.5, value),
        Quantiles.of(timings, 0.9, value),
        timings.stream().mapToDouble(value).average().orElse(Double.NaN));
  }

  private @Nullable Path folder() {
    if (digits != null) {
      return digits;
    }
    String data = System.getenv("TRIBUTARY_DATA");
    return data != null && Files.isDirectory(Path.of(data, "mnist"))
        ? Path.of(data, "mnist")
        : null;
  }
}
