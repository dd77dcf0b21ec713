package io.tributary.cli;

import io.tributary.cli.demo.Demo;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.report.ScoreSummary;
import io.tributary.cli.run.OutputFolder;
import io.tributary.cli.run.ResultWriter;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code demo}: shows what the program does, with nothing to prepare. */
@Command(
    name = "demo",
    header = "Shows the whole program at work, on a broker of its own.",
    description =
        "Makes a stream with a target task that has few examples, and three auxiliary tasks:"
            + " a helpful, a neutral and a harmful one. Trains the target with them, then alone,"
            + " and compares. Takes about a minute.",
    footer = {"", "Examples:", "  ./tributary demo", "  ./tributary demo --seed 7 -o demo-7"})
final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another stream: ${DEFAULT-VALUE} unless given.")
  private long seed = 1;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How long the stream is: ${DEFAULT-VALUE} rounds unless given.")
  private int rounds = 200;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Where the results go: ${DEFAULT-VALUE} unless given; a former demo's are replaced.")
  private Path output = Path.of("tributary-demo");

  @Option(names = "--json", description = "Print the reports of both runs as JSON.")
  private boolean json;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw CommandException.usage("--rounds must be at least 1, not " + rounds);
    }
    OutputFolder folder = OutputFolder.prepare(output, true);
    Demo.Outcome outcome = new Demo(terminal, seed, rounds).run(folder);
    if (json) {
      terminal.out().println(ResultWriter.json(outcome));
    } else {
      Summary.print(terminal, outcome.together());
      terminal.out().println(verdict(outcome));
      terminal.out().println("The report: " + folder.file("report.html").toAbsolutePath());
    }
    return ExitCode.OK;
  }

  /** The scores beside each other, whatever they are. */
  static String verdict(Demo.Outcome outcome) {
    String target = outcome.together().target();
    Double with = accuracy(outcome.together(), target);
    Double alone = accuracy(outcome.alone(), target);
    if (with == null || alone == null) {
      return "There are no test scores to compare.";
    }
    return String.format(
        Locale.ROOT,
        "Test accuracy of the target: %.1f %% with its auxiliary tasks, %.1f %% alone (%+.1f points).",
        100 * with,
        100 * alone,
        100 * (with - alone));
  }

  private static @Nullable Double accuracy(RunReport report, String task) {
    RunReport.TaskReport of = report.tasks().get(task);
    ScoreSummary score = of == null ? null : of.scores().get("test");
    return score == null ? null : score.accuracy();
  }
}
