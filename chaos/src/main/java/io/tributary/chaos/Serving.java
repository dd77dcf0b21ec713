package io.tributary.chaos;

import io.tributary.chaos.serving.Answers.Answer;
import io.tributary.chaos.serving.ServingRun;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The scoring job under load, swaps of its model and kills. */
@Command(
    name = "serving",
    header =
        "Sends requests to a scoring job on real processes, swaps models and kills TaskManagers.",
    footer = "Exit codes: 0 every request was answered once; 1 otherwise.",
    mixinStandardHelpOptions = true)
final class Serving implements Callable<Integer> {

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "Requests a second (${DEFAULT-VALUE}).")
  private double perSecond;

  @Option(names = "--swaps", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
  private int swaps;

  @Option(names = "--kills", defaultValue = "5", description = "How many (${DEFAULT-VALUE}).")
  private int kills;

  @Option(names = "--seed", defaultValue = "1", description = "Of requests and moments.")
  private long seed;

  @Option(
      names = "--folder",
      description = "For everything that is written; a temporary one when not given.")
  private @Nullable Path folder;

  private final PrintStream out = System.out;

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Serving()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path work =
        folder == null
            ? Files.createTempDirectory("tributary-serving-")
            : Files.createDirectories(folder);
    ServingRun.Result result =
        new ServingRun(work, perSecond, Duration.ofSeconds(1), seed, out::println)
            .run(swaps, kills);
    out.printf(
        "%n%,d requests at %.0f a second, %d swaps, %d kills; answered otherwise than once: %d%n",
        result.requests(),
        result.requests() / result.seconds(),
        result.swaps(),
        kills,
        result.notOnce().size());
    out.println("| milliseconds from when a request was due | p50 | p99 | p99.9 |");
    out.println("|---|---|---|---|");
    row("until it was answered", result.answers(), Answer::scoredMillis);
    row("until a reader of committed records had it", result.answers(), Answer::seenMillis);
    return result.notOnce().isEmpty() ? 0 : 1;
  }

  private void row(String what, List<Answer> answers, ToLongFunction<Answer> value) {
    long[] sorted = answers.stream().mapToLong(value).sorted().toArray();
    out.printf(
        "| %s | %d | %d | %d |%n",
        what, quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 0.999));
  }

  private static long quantile(long[] sorted, double q) {
    return sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }
}
