package io.tributary.chaos;

import io.tributary.chaos.check.Check;
import io.tributary.chaos.fault.FaultKind;
import io.tributary.chaos.fault.Outcome;
import io.tributary.chaos.stream.RoundsBy;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long form of the suite: any number of faults on a cluster of real processes. */
@Command(
    name = "run",
    header =
        "Trains on a cluster of real processes while faults strike it, and checks the outcome.",
    footer = "Exit codes: 0 all checks hold; 1 one does not, or the job did not recover.",
    mixinStandardHelpOptions = true)
final class Chaos implements Callable<Integer> {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Option(names = "--faults", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the stream, the order of the faults, their moments and victims.")
  private long seed;

  @Option(
      names = "--kinds",
      split = ",",
      description = "Which to choose from: ${COMPLETION-CANDIDATES}; all when not given.")
  private List<FaultKind> kinds = new ArrayList<>(Arrays.asList(FaultKind.values()));

  @Option(
      names = "--rounds",
      defaultValue = "TARGET",
      description = "What ends a round: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private RoundsBy rounds;

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "Records fed a second (${DEFAULT-VALUE}).")
  private double perSecond;

  @Option(
      names = "--folder",
      description = "For everything that is written; a temporary one when not given.")
  private @Nullable Path folder;

  private final PrintStream out = System.out;

  /** Runs the suite. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Chaos()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path work = folder == null ? Files.createTempDirectory("tributary-chaos-") : folder;
    say("all that the processes say is under " + work);
    ChaosRun.Result result =
        new ChaosRun(work, rounds, seed, perSecond, this::say).run(kinds, faults);
    out.println();
    table(result);
    return result.passed() ? 0 : 1;
  }

  private void say(String line) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + "  " + line);
  }

  /** The result as Markdown. */
  private void table(ChaosRun.Result result) {
    out.println(
        "| # | fault | what was struck | restored | put right after, s | next round after, s |");
    out.println("|---|---|---|---|---|---|");
    int number = 0;
    for (Outcome outcome : result.outcomes()) {
      number++;
      out.printf(
          "| %d | %s | %s | %d | %.1f | %.1f |%n",
          number,
          outcome.kind().description(),
          outcome.description(),
          outcome.generations(),
          outcome.healedSeconds(),
          outcome.nextRoundSeconds());
    }
    out.printf(
        "%nSeed %d, rounds by %s, %,d records, %,d rounds, %d faults.%n%n",
        seed,
        rounds.name().toLowerCase(Locale.ROOT),
        result.records(),
        result.rounds(),
        result.outcomes().size());
    result.checks().stream().map(Check::toString).forEach(check -> out.println("    " + check));
  }
}
