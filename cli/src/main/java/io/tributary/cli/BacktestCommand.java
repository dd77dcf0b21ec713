package io.tributary.cli;

import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.Rejects;
import io.tributary.cli.report.RunReport;
import io.tributary.cli.run.Backtest;
import io.tributary.cli.run.OutputFolder;
import io.tributary.cli.run.ResultWriter;
import io.tributary.cli.run.Settings;
import io.tributary.cli.terminal.Terminal;
import io.tributary.job.JobOptions;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtest}: the very same job over recorded examples, to their end. */
@Command(
    name = "backtest",
    header = "Runs the job over recorded examples, to their end, on a broker of its own.",
    description = {
      "Writes report.json, report.html, task-weights.jsonl, evaluations.jsonl and checkpoints/"
          + " into the output folder.",
      "Records without a time get times that rise from line to line; with rounds.by: time each must"
          + " have one."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary backtest -c model.yaml -e train.jsonl.gz test.jsonl -o out",
      "  ./tributary backtest -c docs/examples/multimnist.yaml --multimnist mnist/ -o out"
    })
final class BacktestCommand implements Callable<Integer> {

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
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; it must be empty or absent.")
  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  private Path output;

  @Option(names = "--overwrite", description = "Replace a former run's files in the folder.")
  private boolean overwrite;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "In place of model.seed; seeds MultiMNIST's choice of partners too.")
  private @Nullable Long seed;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private WarmStartOption warmStart;

  @Option(names = "--json", description = "Print report.json on standard output too.")
  private boolean json;

  BacktestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Configuration configuration = configurationOption.read();
    if (seed != null) {
      configuration = Settings.withSeed(configuration, seed);
    }
    List<ExampleSource> sources =
        examples.open(configuration, configuration.model().seed(), sortByTime.order());
    Rejects rejects = new Rejects(configuration);
    JobOptions options = JobOptions.toTheEnd().startingWith(warmStart.resolve(configuration));
    OutputFolder folder = OutputFolder.prepare(output, overwrite);
    RunReport report =
        new Backtest(terminal, configuration, folder)
            .run(sources.stream().map(rejects::of).toList(), examples.limit(), options);
    rejects.said().ifPresent(terminal.err()::println);
    if (json) {
      terminal.out().println(ResultWriter.json(report));
    } else {
      Summary.print(terminal, report);
      terminal.out().println("The report: " + folder.file("report.html"));
    }
    return ExitCode.OK;
  }
}
