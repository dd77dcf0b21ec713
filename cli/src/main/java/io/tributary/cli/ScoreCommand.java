package io.tributary.cli;

import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Interrupts;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.topic.Topics;
import io.tributary.job.ScoringOptions;
import io.tributary.job.ScoringRun;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score}: the scoring job in this JVM, until it is stopped. */
@Command(
    name = "score",
    header = "Answers requests with the model that serves, until Ctrl-C.",
    description = {
      "A record of the topic requests is an example without labels; its prediction comes out on the"
          + " topic predictions. When another model becomes champion, it answers the next requests:"
          + " nothing is stopped, and none is left out.",
      "Predictions are committed with Flink's checkpoints (flink.checkpointInterval), each exactly"
          + " once; --at-least-once shows them at once."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary score -c model.yaml",
      "  ./tributary score -c model.yaml --alias candidate --at-least-once",
      "  ./tributary score -c model.yaml --restore savepoints/savepoint-abc123"
    })
final class ScoreCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      description = "The models that answer: champion unless given, or candidate.")
  private Alias alias = Alias.CHAMPION;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Requests that are answered together, at most; ${DEFAULT-VALUE} unless given.")
  private int batch = ScoringOptions.BATCH;

  @Option(
      names = "--linger-ms",
      paramLabel = "MS",
      description = "How long a request waits for others at most; 1 unless given.")
  private long linger = ScoringOptions.LINGER.toMillis();

  @Option(
      names = "--at-least-once",
      description = "Predictions are visible at once; after a failure some come twice.")
  private boolean atLeastOnce;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "DIR",
      description = "Keep the savepoint that stopping writes, to go on from later.")
  private @Nullable Path savepointDir;

  @Option(
      names = "--restore",
      paramLabel = "PATH",
      description = "A savepoint or checkpoint of the scoring job's to go on from.")
  private @Nullable String restoreFrom;

  ScoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (batch < 1 || linger < 0) {
      throw CommandException.usage("--batch is at least 1, and --linger-ms at least 0");
    }
    Configuration read = configuration.read();
    ScoringOptions options =
        new ScoringOptions(
            alias, batch, Duration.ofMillis(linger), !atLeastOnce, savepointDir, restoreFrom);
    try (ScoringRun run = ScoringRun.submit(read, options);
        Interrupts interrupts = new Interrupts(terminal, run::stop)) {
      Topics topics = Topics.of(read.kafka());
      terminal
          .err()
          .println(
              "From %s to %s with the %s; Ctrl-C ends it."
                  .formatted(topics.requests(), topics.predictions(), alias));
      run.awaitStop();
    }
    terminal.err().println("Stopped; every prediction is committed.");
    return ExitCode.OK;
  }
}
