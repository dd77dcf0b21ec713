package io.tributary.cli;

import io.tributary.cli.reproduce.Difference;
import io.tributary.cli.reproduce.Outcome;
import io.tributary.cli.reproduce.Reproduction;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reproduce}: a published model once more out of the log. */
@Command(
    name = "reproduce",
    header = "Runs the rounds behind a published model again from the log, and compares the bits.",
    description = {
      "Starts from the model published before it, reads exactly the records that its lineage names,"
          + " and learns as the model's own configuration says; of the file only the broker and its"
          + " topics count. Exit code 1 when the bits differ.",
      "The same bits are promised on the same kind of CPU with the same versions."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary reproduce -c model.yaml --round 40",
      "  ./tributary reproduce -c model.yaml --round 40 --parent round-30.safetensors"
    })
final class ReproduceCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Option(
      names = "--round",
      required = true,
      paramLabel = "N",
      description = "A published round; 0 is the beginning of the run.")
  private long round;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "The run of that round; the one that published last unless given.")
  private @Nullable String run;

  @Option(
      names = "--parent",
      paramLabel = "FILE",
      description = "The model to start from, when it is published no longer.")
  private @Nullable Path parent;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  ReproduceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Outcome outcome =
        new Reproduction(terminal, configuration.read().kafka(), configuration.folder())
            .run(round, run, parent);
    if (json) {
      terminal.out().println(Json.text(outcome));
    } else {
      print(outcome);
    }
    return outcome.reproduced() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(Outcome outcome) {
    PrintWriter out = terminal.out();
    out.printf(
        "Round %s of run %s, out of %s rounds of %s examples: %s%n",
        Numbers.count(outcome.round()),
        outcome.run(),
        Numbers.count(outcome.rounds()),
        Numbers.count(outcome.examples()),
        outcome.reproduced() ? "reproduced, bit for bit" : "NOT reproduced");
    out.println("SHA-256 as published:  " + outcome.publishedSha256());
    Difference difference = outcome.difference();
    if (difference == null) {
      return;
    }
    out.println("SHA-256 as reproduced: " + outcome.reproducedSha256());
    out.printf(
        "First difference: %s, element %s: published %s, reproduced %s; %s of %s elements differ%n",
        difference.tensor(),
        Numbers.count(difference.index()),
        difference.published(),
        difference.reproduced(),
        Numbers.count(difference.differing()),
        Numbers.count(difference.elements()));
    if (outcome.environment().isEmpty()) {
      out.println("CPU, native build and versions are those it was published with.");
    }
    outcome
        .environment()
        .forEach(
            (name, pair) ->
                out.printf("%s: published %s, here %s%n", name, pair.published(), pair.here()));
  }
}
