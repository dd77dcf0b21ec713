package io.tributary.cli;

import io.tributary.cli.terminal.CommandException;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.AliasRecord;
import io.tributary.connectors.record.Json;
import io.tributary.model.config.KafkaConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollback}: a person chooses the champion. */
@Command(
    name = "rollback",
    header = "Makes an earlier published model the champion again.",
    description = {
      "Who follows the champion gets it, while a job runs within flink.checkpointInterval. The job"
          + " compares its next models with this one: the first that is not worse on the dev examples"
          + " takes its place, unless it is held.",
      "Works with and without a running job; control rollback tells the job alone, among its other"
          + " commands, and is answered.",
      "The training itself goes on as it was; run --from begins anew with a model."
    },
    footer = {
      "",
      "Examples:",
      "  ./tributary rollback -c model.yaml --round 40",
      "  ./tributary rollback -c model.yaml --round 40 --hold",
      "  ./tributary rollback -c model.yaml --release"
    })
final class RollbackCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Option(names = "--round", paramLabel = "N", description = "The model of this published round.")
  private @Nullable Long round;

  @Option(names = "--hold", description = "It stays champion until it is released.")
  private boolean hold;

  @Option(names = "--release", description = "The champion is held no longer.")
  private boolean release;

  @Option(names = "--json", description = "Print what was said as JSON.")
  private boolean json;

  RollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if ((round == null) != release || (release && hold)) {
      throw CommandException.usage("give --round N, perhaps with --hold, or --release alone");
    }
    KafkaConfig kafka = configuration.read().kafka();
    AliasRecord said = round == null ? release(kafka) : rollback(kafka, round);
    if (json) {
      terminal.out().println(Json.text(said));
    } else {
      terminal
          .out()
          .printf(
              "Round %s of run %s is champion%s.%n",
              Numbers.count(said.round()), said.run(), said.held() ? " until it is released" : "");
    }
    return ExitCode.OK;
  }

  private AliasRecord rollback(KafkaConfig kafka, long to) {
    return new Aliases(kafka)
        .command(new CheckpointReader(kafka).round(to).checkpoint(), "rollback", hold);
  }

  private static AliasRecord release(KafkaConfig kafka) {
    Aliases aliases = new Aliases(kafka);
    return aliases.command(aliases.file(Alias.CHAMPION).checkpoint(), "released", false);
  }
}
