package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.Purpose;
import io.tributary.benchmarks.suite.stream.Streams;
import io.tributary.benchmarks.suite.stream.SuiteStream;
import io.tributary.cli.terminal.Terminal;
import io.tributary.model.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares methods on streams, over seeds: results.jsonl, and what they say. */
@Command(
    name = "suite",
    header = "Compares methods on streams, over seeds, through the model layer.",
    description = {
      "Every method is tuned on seeds of its own, then run on seeds that all methods share.",
      "Each run is one line of results.jsonl; what is there is not run again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Suite implements Callable<Integer> {

  @Option(
      names = "--streams",
      split = ",",
      defaultValue = "develop",
      description = "Names, or all, develop, report (${DEFAULT-VALUE}); see --list.")
  private List<String> streams;

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = "single,uniform,fixed,alphavil,paper",
      description = "Names, or all (${DEFAULT-VALUE}).")
  private List<String> methods;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      description = "Seeds of each method on each stream (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--purpose",
      defaultValue = "develop",
      description = "develop or report: they have different seeds (${DEFAULT-VALUE}).")
  private String purpose;

  @Option(
      names = "--draws",
      defaultValue = "6",
      description =
          "Hyper-parameters tried for each method; with --report, the most that are looked for; 1: the usual ones (${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--set",
      description = "A key of the configuration and its value, not tuned then; may be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--as", description = "What the one method is called with --set.")
  private @Nullable String as;

  @Option(
      names = "--budget",
      description = "No run begins after so long, such as 60m.",
      converter = BudgetConverter.class)
  private @Nullable Duration budget;

  @Option(names = "--jobs", defaultValue = "1", description = "Runs at once (${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = {"-o", "--out"},
      defaultValue = "suite-results",
      description = "Folder of results.jsonl (${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--max-seeds",
      description =
          "Seeds are added, up to so many, where an interval's half is above half a point.")
  private int maxSeeds;

  @Option(
      names = "--equal-compute",
      description = "Also runs single and uniform with as many passes as the judged method takes.")
  private boolean equalCompute;

  @Option(
      names = "--through-job",
      description = "Runs the first seed of each through the job too, and compares the scores.")
  private boolean throughJob;

  @Option(
      names = "--report",
      description = "Runs nothing; writes results.md and results/*.svg into this folder.")
  private @Nullable Path report;

  @Option(
      names = "--judged",
      defaultValue = "alphavil",
      description = "The method that the report is about (${DEFAULT-VALUE}).")
  private String judged;

  @Option(names = "--list", description = "Names streams and methods, and ends.")
  private boolean list;

  /** Seeds that are added at once. */
  private static final int ADDED = 4;

  private final Terminal terminal = Terminal.ofThisProcess();

  /** Runs the suite. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Suite());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof IllegalArgumentException
              || failure instanceof ConfigurationException) {
            command.getErr().println("suite: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
          }
          throw failure;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String data = System.getenv("TRIBUTARY_DATA");
    Streams known = new Streams(data == null ? null : Path.of(data));
    if (list) {
      known.all().forEach(each -> terminal.out().printf("%-32s %s%n", each.name(), each.about()));
      terminal.out().println("methods: " + String.join(", ", Methods.names()));
      return CommandLine.ExitCode.OK;
    }
    List<SuiteStream> chosen = known.named(streams);
    List<Method> compared = methods();
    Purpose wanted = Purpose.valueOf(purpose.toUpperCase(java.util.Locale.ROOT));
    ResultLog log = ResultLog.open(out.resolve("results.jsonl"));
    Judgement judgement =
        report == null ? run(log, chosen, compared, wanted) : known(log, chosen, compared, wanted);
    if (report != null) {
      new ResultsPage(judgement, judged, wanted, ThroughJob.kept(jobScores())).write(report);
    }
    new Overview(terminal.out()).print(judgement.comparisons());
    return throughJob && !agree(judgement, wanted)
        ? CommandLine.ExitCode.SOFTWARE
        : CommandLine.ExitCode.OK;
  }

  private Path jobScores() {
    return out.resolve("through-job.jsonl");
  }

  /** Runs the first seed of everything through the job. */
  private boolean agree(Judgement judgement, Purpose wanted) throws IOException {
    boolean agree = true;
    Recordings recordings = new Recordings();
    for (Comparison each : judgement.comparisons()) {
      if (!each.results().isEmpty() && !each.method().isJoint()) {
        RunResult first = each.results().get(0);
        Setup setup =
            Setup.of(
                each.stream(),
                each.method(),
                first.settings(),
                recordings.of(each.stream(), wanted, first.seed()),
                wanted.seed(first.seed()));
        ThroughJob.Both both =
            new ThroughJob.Both(
                first.stream(),
                first.method(),
                first.purpose(),
                first.seed(),
                first.test(),
                ThroughJob.scores(terminal, setup, out.resolve("job")));
        ThroughJob.keep(jobScores(), both);
        terminal
            .out()
            .printf(
                "%s %s: %s; through the job %s%n",
                both.stream(), both.method(), both.model(), both.job());
        agree &= both.agree();
      }
    }
    return agree;
  }

  /** What the log holds: of each stream, by the most draws that all methods were tuned with. */
  private Judgement known(
      ResultLog log, List<SuiteStream> chosen, List<Method> compared, Purpose wanted) {
    Bench bench = new Bench(log, () -> true, () -> {});
    List<Comparison> comparisons = new ArrayList<>();
    for (SuiteStream stream : chosen) {
      List<Comparison> found = List.of();
      for (int tried = draws; tried >= 1 && !complete(found); tried--) {
        found =
            work(bench, new Tuning(tried), stream, compared, wanted, Math.max(seeds, maxSeeds))
                .stream()
                .map(Work::call)
                .toList();
      }
      comparisons.addAll(found);
    }
    return new Judgement(comparisons);
  }

  private static boolean complete(List<Comparison> comparisons) {
    return !comparisons.isEmpty()
        && comparisons.stream().noneMatch(each -> each.results().isEmpty());
  }

  /** A method on a stream. */
  @FunctionalInterface
  private interface Work extends Callable<Comparison> {
    @Override
    Comparison call();
  }

  private List<Work> work(
      Bench bench,
      Tuning tuning,
      SuiteStream stream,
      List<Method> compared,
      Purpose wanted,
      int until) {
    List<Work> work = new ArrayList<>();
    for (Method method : compared) {
      work.add(() -> Comparison.of(bench, tuning, stream, method, wanted, until));
    }
    if (equalCompute) {
      EqualCompute equal = new EqualCompute(bench, tuning);
      Method other = Methods.named(List.of(judged)).get(0);
      for (Method baseline : Methods.named(List.of("single", "uniform"))) {
        work.add(() -> equal.of(stream, baseline, other, wanted, until));
      }
    }
    return work;
  }

  private Judgement run(
      ResultLog log, List<SuiteStream> chosen, List<Method> compared, Purpose wanted)
      throws InterruptedException {
    long start = System.nanoTime();
    BooleanSupplier late = () -> budget != null && System.nanoTime() - start > budget.toNanos();
    Judgement judgement = new Judgement(pass(log, late, chosen, compared, wanted, seeds));
    List<SuiteStream> unsure = chosen;
    for (int more = seeds + ADDED; more <= maxSeeds; more += ADDED) {
      Judgement before = judgement;
      unsure =
          unsure.stream()
              .filter(
                  stream ->
                      compared.stream()
                          .anyMatch(
                              method ->
                                  before.halfWidth(stream, method.name())
                                      > stream.measure().margin()))
              .toList();
      if (unsure.isEmpty() || late.getAsBoolean()) {
        break;
      }
      pass(log, late, unsure, compared, wanted, more);
      judgement = known(log, chosen, compared, wanted);
    }
    return judgement;
  }

  private List<Comparison> pass(
      ResultLog log,
      BooleanSupplier late,
      List<SuiteStream> chosen,
      List<Method> compared,
      Purpose wanted,
      int until)
      throws InterruptedException {
    int total = chosen.size() * compared.size() * (new Tuning(draws).runs() + until);
    try (Watched watched = new Watched(terminal, total)) {
      Bench bench = new Bench(log, late, watched::step);
      Tuning tuning = new Tuning(draws);
      return all(
          chosen.stream()
              .flatMap(stream -> work(bench, tuning, stream, compared, wanted, until).stream())
              .toList());
    }
  }

  private List<Method> methods() {
    List<Method> named = Methods.named(methods);
    if (set.isEmpty()) {
      return named;
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    set.forEach((key, value) -> settings.put(key, Setup.value(value)));
    if (as == null || named.size() != 1) {
      throw new IllegalArgumentException("--set goes with one method, and a name for it: --as");
    }
    return List.of(named.get(0).with(as, settings));
  }

  private List<Comparison> all(List<Work> work) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Comparison> results = new ArrayList<>();
      for (Future<Comparison> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
