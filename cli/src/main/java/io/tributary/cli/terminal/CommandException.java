package io.tributary.cli.terminal;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** A command that cannot go on; the message is one line, fit for a person. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What was asked for cannot be: exit code 2. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message, null);
  }

  /** A person stopped it, which is no failure: exit code 0. */
  public static CommandException stopped(String message) {
    return new CommandException(ExitCode.OK, message, null);
  }

  /** It went wrong while working: exit code 1. */
  public static CommandException failed(String message, @Nullable Throwable cause) {
    return new CommandException(ExitCode.SOFTWARE, message, cause);
  }

  /** The exit code of the program. */
  public int exitCode() {
    return exitCode;
  }
}
