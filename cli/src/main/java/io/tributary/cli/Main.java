package io.tributary.cli;

import io.tributary.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine;

/** The program that {@code ./tributary} starts. */
public final class Main {

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--verbose")) {
      System.setProperty("tributary.verbose", "INFO"); // read when logging starts, after this
    }
    // Flink and Kafka leave threads behind that are no daemons.
    System.exit(commandLine(Terminal.ofThisProcess()).execute(arguments));
  }

  /** The whole command tree; its exit codes are 0 done, 1 failed, 2 wrong usage. */
  static CommandLine commandLine(Terminal terminal) {
    CommandLine commandLine = new CommandLine(new Tributary(), new Commands(terminal));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(Failures::usage);
    commandLine.setExecutionExceptionHandler(Failures::execution);
    commandLine.setOut(terminal.out());
    commandLine.setErr(terminal.err());
    return commandLine;
  }
}
