package io.tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.benchmarks.PairLog.Pair;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundReport;
import io.tributary.model.round.RoundReport.TaskReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The same rounds here and in PyTorch, by turns: how many times as fast. Both must come to the same
 * losses before anything is timed; in the first rounds, for a convolutional network makes more of a
 * difference in the last digit with each round.
 */
@Command(
    name = "pairs",
    header = "Times rounds beside the same rounds in PyTorch.",
    mixinStandardHelpOptions = true)
final class Pairs implements Callable<Integer> {

  private static final double TOLERANCE = 1e-4;
  private static final int TRIALS = 3;
  private static final int WARM_UP = 8;
  private static final int JOBS_WARM_UP = 4;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private WorkOptions options;

  @Option(names = "--pairs", defaultValue = "20", description = "Of each, earlier ones included.")
  private int pairs;

  @Option(names = "--check", defaultValue = "2", description = "First rounds that must agree.")
  private int checked;

  @Option(names = "--job", description = "The whole job on a broker in place of the engine alone.")
  private boolean job;

  @Option(
      names = "--same-core",
      description = "OPENBLAS_CORETYPE for PyTorch, too: it is set for us by the launcher alone.")
  private boolean sameCore;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "1,2,tasks",
      description = "Of PyTorch: threads of an operation, or one thread a task; the best counts.")
  @SuppressWarnings("NullAway.Init")
  private List<String> modes;

  @Option(names = "--python", defaultValue = "/usr/bin/python3", description = "With PyTorch.")
  @SuppressWarnings("NullAway.Init")
  private String python;

  @Option(
      names = "--script",
      defaultValue = "benchmarks/pytorch/rounds.py",
      description = "The other side.")
  @SuppressWarnings("NullAway.Init")
  private Path script;

  @Option(names = "-o", defaultValue = "benchmarks/target/pairs", description = "For results.")
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private final PrintStream out = System.out;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Pairs());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    for (PairedWork each : options.works()) {
      measure(each);
    }
    return CommandLine.ExitCode.OK;
  }

  private void measure(PairedWork each) throws IOException {
    Workload workload = options.workload(each);
    List<Input> inputs = workload.rounds();
    String name =
        "%s-%s%s%s"
            .formatted(
                each.label(), options.size(), job ? "-job" : "", sameCore ? "-same-core" : "");
    Path files = folder.resolve(name);
    TorchFolder.write(workload.configuration(), inputs, files);
    PairLog log = PairLog.open(folder.resolve(name + ".pairs"));
    PairLog warm = PairLog.open(folder.resolve(name + "-warm.pairs"));
    try (TorchProcess torch = TorchProcess.start(python, script, files, sameCore);
        Side ours = job ? new JobSide(workload) : new LoopSide(workload, inputs)) {
      List<RoundReport> reports = losses(workload.configuration(), inputs);
      List<JsonNode> theirLosses = torch.losses();
      double difference = difference(reports, theirLosses, checked);
      if (!(difference < TOLERANCE)) {
        throw new IllegalStateException(
            name + ": losses differ from PyTorch's by up to " + difference);
      }
      for (int i = 0; i < (job ? JOBS_WARM_UP : WARM_UP); i++) {
        ours.run(); // compiled code comes late, most of all where loops are in Java
      }
      String mode = best(torch);
      out.printf(
          "%s: losses within %.1e of PyTorch %s, %.1e in all rounds; its best mode: %s; ours: %s%n",
          name,
          difference,
          torch.version(),
          difference(reports, theirLosses, reports.size()),
          mode,
          ours.mode());
      while (log.pairs().size() < pairs) {
        boolean first = log.pairs().size() % 2 == 0; // a drift of the load favours neither
        Run before = first ? ours.run() : null;
        double theirs = torch.seconds(mode);
        Run run = before == null ? ours.run() : before;
        log.add(new Pair(run.seconds(), theirs, Cpu.load()));
        warm.add(new Pair(run.warmSeconds(), theirs, Cpu.load()));
      }
    }
    out.printf("%s: %s%n", name, log.summary());
    out.printf("%s, after the first quarter of the rounds: %s%n", name, warm.summary());
  }

  private String best(TorchProcess torch) throws IOException {
    double[] fastest = new double[modes.size()];
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int i = 0; i < fastest.length; i++) {
        double seconds = torch.seconds(modes.get(i));
        fastest[i] = trial == 0 ? seconds : Math.min(fastest[i], seconds);
      }
    }
    int best = 0;
    for (int i = 1; i < fastest.length; i++) {
      best = fastest[i] < fastest[best] ? i : best;
    }
    return modes.get(best);
  }

  /** Something that runs all rounds. */
  private interface Side extends AutoCloseable {
    Run run() throws IOException;

    /** How it runs. */
    String mode();

    @Override
    default void close() {}
  }

  /**
   * The engine alone, with its networks made before, as PyTorch's are; and like that with one
   * thread or with one a task, whatever is faster here.
   */
  private static final class LoopSide implements Side {
    private final BareLoop loop;
    private final List<Input> inputs;
    private final int threads;

    LoopSide(Workload workload, List<Input> inputs) {
      this.inputs = inputs;
      int tasks = workload.configuration().tasks().size();
      threads = fastest(workload, 1) < fastest(workload, tasks) ? 1 : tasks;
      loop = new BareLoop(workload.configuration(), threads);
    }

    private double fastest(Workload workload, int tried) {
      double fastest = Double.POSITIVE_INFINITY;
      try (BareLoop trial = new BareLoop(workload.configuration(), tried)) {
        for (int i = 0; i < WARM_UP; i++) { // compiled code comes late
          fastest = Math.min(fastest, trial.run(inputs).seconds());
        }
      }
      return fastest;
    }

    @Override
    public Run run() {
      return loop.run(inputs);
    }

    @Override
    public String mode() {
      return threads + " threads";
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  /** The job on a broker of its own. */
  private static final class JobSide implements Side {
    private final Workload workload;
    private final EmbeddedKafka broker;
    private int runs;

    JobSide(Workload workload) throws IOException {
      this.workload = workload;
      broker = EmbeddedKafka.start();
    }

    @Override
    public Run run() throws IOException {
      String namespace = workload.name() + "-" + runs++;
      return JobOnKafka.run(workload, broker.bootstrapServers(), namespace);
    }

    @Override
    public String mode() {
      return "the job, parallelism " + workload.configuration().flink().parallelism();
    }

    @Override
    public void close() {
      broker.close();
    }
  }

  private static List<RoundReport> losses(Configuration configuration, List<Input> inputs) {
    List<RoundReport> reports = new ArrayList<>();
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training =
            new InMemoryTraining(engine, new RoundLearner(engine, configuration))) {
      training.run(inputs, result -> reports.add(result.report()));
    }
    return reports;
  }

  /** The largest difference of a loss or of a task weight, in any of the first rounds. */
  private static double difference(List<RoundReport> ours, List<JsonNode> theirs, int rounds) {
    double largest = ours.size() == theirs.size() ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(rounds, ours.size()); i++) {
      RoundReport report = ours.get(i);
      JsonNode other = theirs.get(i);
      largest = further(largest, report.devBefore().loss(), other.at("/dev/0"));
      largest = further(largest, report.devAfter().loss(), other.at("/dev/1"));
      for (TaskReport task : report.tasks()) {
        String at = "/" + task.task();
        largest =
            further(largest, Objects.requireNonNull(task.lossBefore()), other.at("/before" + at));
        largest =
            further(largest, Objects.requireNonNull(task.lossAfter()), other.at("/after" + at));
        largest = further(largest, task.weight(), other.at("/weights" + at));
      }
    }
    return largest;
  }

  private static double further(double largest, double ours, JsonNode theirs) {
    return Math.max(largest, Math.abs(ours - theirs.asDouble(Double.NaN)));
  }
}
