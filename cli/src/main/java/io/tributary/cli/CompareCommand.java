package io.tributary.cli;

import io.tributary.cli.compare.ComparePage;
import io.tributary.cli.compare.CompareReport;
import io.tributary.cli.compare.CompareTables;
import io.tributary.cli.compare.Comparison;
import io.tributary.cli.compare.Method;
import io.tributary.cli.compare.Plan;
import io.tributary.cli.compare.Units;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.JoinedSource;
import io.tributary.cli.feed.TimedSource;
import io.tributary.cli.run.OutputFolder;
import io.tributary.cli.run.ResultWriter;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Terminal;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.RoundsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: methods and auxiliary tasks on recorded examples, over several seeds. */
@Command(
    name = "compare",
    header = "Compares methods on recorded examples, and asks whether each auxiliary task helps.",
    description = {
      "Runs what backtest runs for every method and seed, and tells the differences of the target's"
          + " scores, paired by seed, with intervals. Then runs the configuration's own method"
          + " without each auxiliary task in turn.",
      "The seeds are model.seed and those after it. docs/compare.md says how to read the tables."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary compare -c model.yaml -e train.jsonl.gz test.jsonl",
      "  ./tributary compare -c model.yaml -e past.jsonl --methods single,uniform,alphavil"
          + " --seeds 10 -o out"
    })
final class CompareCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configurationOption;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ExamplesOption examples;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private SortOption sortByTime;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      description =
          "Weighting methods; each is held against the first. ${DEFAULT-VALUE} unless given."
              + " alphavil may name a rule: alphavil:paper.")
  private List<String> methods = List.of("single", "uniform", "alphavil");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Runs of each, ${DEFAULT-VALUE} unless given; more make narrower intervals.")
  private int seeds = 5;

  @Option(
      names = "--score",
      paramLabel = "SCORE",
      description =
          "What is compared: accuracy, auc, f1, log-loss or rmse. Unless given accuracy, or for a"
              + " regression rmse.")
  private @Nullable String score;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description =
          "What does not matter: points of accuracy, hundredths of auc and f1, or percent of the"
              + " first method's rmse or log-loss; ${DEFAULT-VALUE} unless given.")
  private double margin = 0.5;

  @Option(names = "--methods-only", description = "Leave the auxiliary tasks unjudged.")
  private boolean methodsOnly;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "A folder for compare.json and compare.html; it must be empty or absent.")
  private @Nullable Path output;

  @Option(names = "--overwrite", description = "Replace a former comparison in the folder.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print compare.json in place of the tables.")
  private boolean json;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Configuration configuration = configurationOption.read();
    if (!(margin >= 0 && margin <= 100)) {
      throw CommandException.usage("--margin must be from 0 to 100, not " + margin);
    }
    if (examples.once()) {
      throw CommandException.usage(
          "compare reads its examples again for every seed, which standard input cannot be; give"
              + " files");
    }
    Units units = Units.asked(score, configuration);
    Plan plan =
        Plan.of(configuration, methods.stream().map(Method::parse).toList(), seeds, !methodsOnly);
    examples.open(
        configuration,
        configuration.model().seed(),
        sortByTime.order()); // refuses before a folder is made
    OutputFolder folder = output == null ? null : OutputFolder.prepareComparison(output, overwrite);
    CompareReport report =
        new Comparison(terminal, plan, units, seed -> stream(configuration, seed)).run(margin);
    if (folder != null) {
      Files.writeString(folder.file("compare.json"), ResultWriter.json(report) + "\n");
      Files.writeString(folder.file("compare.html"), ComparePage.render(report));
    }
    if (json) {
      terminal.out().println(ResultWriter.json(report));
    } else {
      CompareTables.lines(report).forEach(terminal.out()::println);
      if (folder != null) {
        terminal.out().println("The report: " + folder.file("compare.html"));
      }
    }
    return ExitCode.OK;
  }

  /** As a backtest with this seed would be fed. */
  private ExampleSource stream(Configuration configuration, long seed) {
    boolean byTime = configuration.rounds() instanceof RoundsConfig.ByTime;
    List<ExampleSource> sources = examples.open(configuration, seed, sortByTime.order());
    return new JoinedSource(
        byTime ? sources.stream().<ExampleSource>map(TimedSource::new).toList() : sources,
        examples.limit());
  }
}
