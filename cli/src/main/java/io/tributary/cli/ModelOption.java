package io.tributary.cli;

import io.tributary.cli.terminal.CommandException;
import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.CheckpointFile;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.model.config.KafkaConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose one of the published models. */
final class ModelOption {

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "The model of a published round; the newest unless given.")
  private @Nullable Long round;

  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      description =
          "The model that an alias names: champion, the one that serves, or candidate, the newest.")
  private @Nullable Alias alias;

  /** Whether one was chosen. */
  boolean isGiven() {
    return round != null || alias != null;
  }

  /**
   * The file of the model.
   *
   * @throws CommandException when both options are given
   */
  CheckpointFile find(KafkaConfig kafka) {
    if (round != null && alias != null) {
      throw CommandException.usage("--round and --alias name two models; give one of them");
    }
    if (alias != null) {
      return new Aliases(kafka).file(alias);
    }
    CheckpointReader reader = new CheckpointReader(kafka);
    return round == null ? reader.newest() : reader.round(round);
  }
}
