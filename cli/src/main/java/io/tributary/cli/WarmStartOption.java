package io.tributary.cli;

import io.tributary.cli.terminal.CommandException;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.job.WarmStart;
import io.tributary.model.config.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that begins a run with a model. */
final class WarmStartOption {

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = {
        "Begin a new run with the parameters of a model: newest, the number of a published round,"
            + " or a safetensors file. Without it the seed decides. Task weights begin anew."
      })
  private @Nullable String from;

  boolean isGiven() {
    return from != null;
  }

  /**
   * Finds the model and checks that it fits.
   *
   * @param configuration as the file says, whose topics the model is looked for in
   * @return null when none was asked for
   */
  @Nullable WarmStart resolve(Configuration configuration) {
    if (from == null) {
      return null;
    }
    try {
      return WarmStart.resolve(from, configuration);
    } catch (CheckpointException wrong) {
      throw CommandException.usage(String.valueOf(wrong.getMessage()));
    }
  }
}
