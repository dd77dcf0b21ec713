package io.tributary.cli;

import io.tributary.cli.terminal.Terminal;
import io.tributary.model.config.ConfigurationPrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code check}: is the configuration file good, and what does it come to? */
@Command(
    name = "check",
    header = "Checks a configuration file.",
    description =
        "Prints the configuration with every default filled in and secrets masked. A mistake gives"
            + " one line with the file, the line and the mend, and exit code 2.",
    footer = {"", "Example:", "  ./tributary check -c docs/examples/multimnist.yaml"})
final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(ConfigurationPrinter.print(configuration.read()));
    terminal.out().flush();
    return ExitCode.OK;
  }
}
