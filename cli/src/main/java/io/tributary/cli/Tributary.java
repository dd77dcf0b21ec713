package io.tributary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command tree. */
@Command(
    name = "tributary",
    versionProvider = VersionProvider.class,
    description = "Trains one target task with the help of auxiliary tasks, on streams.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      BacktestCommand.class,
      CompareCommand.class,
      RunCommand.class,
      WatchCommand.class,
      FeedCommand.class,
      PredictCommand.class,
      ExportCommand.class,
      ScoreCommand.class,
      ControlCommand.class,
      RollbackCommand.class,
      ReproduceCommand.class,
      TopicsCommand.class,
      CheckCommand.class
    },
    footer = {
      "",
      "Start with @|bold ./tributary demo|@; it needs nothing else.",
      "Exit codes: 0 done, 1 failed while working, 2 wrong usage or configuration."
    })
final class Tributary implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show versions and exit.")
  boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the log on the terminal too.")
  boolean verbose;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }
}
