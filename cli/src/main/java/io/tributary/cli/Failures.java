package io.tributary.cli;

import io.tributary.cli.log.KnownSecrets;
import io.tributary.cli.terminal.CommandException;
import io.tributary.connectors.checkpoint.CheckpointException;
import io.tributary.connectors.topic.TopicException;
import io.tributary.job.JobException;
import io.tributary.model.config.ConfigurationException;
import io.tributary.model.engine.EngineException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and with which code the program ends. */
final class Failures {

  private Failures() {}

  /** Wrong usage. */
  static int usage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String hint = "";
    if (exception instanceof UnmatchedArgumentException unmatched) {
      var suggestions = unmatched.getSuggestions();
      hint = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
    }
    return say(
        command,
        oneLine(exception)
            + hint
            + " (see ./"
            + command.getCommandSpec().qualifiedName()
            + " --help)",
        ExitCode.USAGE);
  }

  /** A command that threw. */
  static int execution(Exception exception, CommandLine command, ParseResult parsed) {
    LoggerFactory.getLogger(Failures.class).error("command failed", exception);
    if (exception instanceof CommandException known) {
      return say(command, oneLine(known), known.exitCode());
    }
    if (exception instanceof ConfigurationException) {
      return say(command, oneLine(exception), ExitCode.USAGE);
    }
    if (exception instanceof EngineException
        || exception instanceof JobException
        || exception instanceof TopicException
        || exception instanceof CheckpointException) {
      return say(command, oneLine(exception), ExitCode.SOFTWARE);
    }
    String log = System.getProperty("tributary.log");
    return say(
        command,
        exception.getClass().getSimpleName()
            + ": "
            + oneLine(exception)
            + (log == null ? "" : "; more in " + log),
        ExitCode.SOFTWARE);
  }

  private static int say(CommandLine command, String line, int exitCode) {
    command.getErr().println("tributary: " + KnownSecrets.hide(line));
    return exitCode;
  }

  private static String oneLine(Throwable throwable) {
    String message = throwable.getMessage();
    return message == null
        ? "no further word"
        : message.strip().replaceFirst("^Error: ", "").replaceAll("\\s*\\R\\s*", " ");
  }
}
