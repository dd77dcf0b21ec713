package io.tributary.cli;

import io.tributary.cli.run.FollowedJob;
import io.tributary.cli.run.Settings;
import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.embedded.EmbeddedKafka;
import io.tributary.job.JobOptions;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the job in this JVM, until it is stopped. */
@Command(
    name = "run",
    header = "Runs the job in this JVM until Ctrl-C, which ends it with everything committed.",
    footer = {
      "",
      "Examples:",
      "  ./tributary run -c model.yaml",
      "  ./tributary run -c model.yaml --savepoint-dir savepoints",
      "  ./tributary run -c model.yaml --restore savepoints/savepoint-abc123",
      "  ./tributary run -c model.yaml --from newest     begins with that model",
      "  ./tributary run -c model.yaml --embedded        then feed its broker"
    })
final class RunCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configurationOption;

  @Option(names = "--embedded", description = "Start a Kafka broker in this JVM, gone at the end.")
  private boolean embedded;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "DIR",
      description = "Keep the savepoint that stopping writes, to go on from later.")
  private @Nullable Path savepointDir;

  @Option(
      names = "--restore",
      paramLabel = "PATH",
      description = "A savepoint or checkpoint of Flink's to go on from, as the same run.")
  private @Nullable String restoreFrom;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private WarmStartOption warmStart;

  @Option(names = "--json", description = "Print each finished round's task weights as JSON.")
  private boolean json;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = configurationOption.read();
    if (restoreFrom != null && warmStart.isGiven()) {
      throw CommandException.usage(
          "--restore goes on with a run and --from begins a new one: give one of them");
    }
    JobOptions options =
        new JobOptions(false, savepointDir, restoreFrom)
            .startingWith(warmStart.resolve(configuration));
    if (!embedded) {
      return run(configuration, options);
    }
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      Configuration here = Settings.onEmbedded(configuration, broker.bootstrapServers());
      TopicCreator.create(here.kafka());
      terminal.err().println("Kafka at " + broker.bootstrapServers());
      return run(here, options);
    }
  }

  private int run(Configuration configuration, JobOptions options) {
    FollowedJob.Outcome outcome =
        new FollowedJob(terminal).run(configuration, options, json ? this::print : header -> {});
    terminal.err().println("Stopped after " + outcome.summary() + "; everything is committed.");
    return ExitCode.OK;
  }

  private void print(RoundHeader header) {
    if (header.finished() != null) {
      terminal.out().println(Json.text(header.finished()));
    }
  }
}
