package io.tributary.chaos;

import io.tributary.chaos.cluster.ClusterSettings;
import io.tributary.chaos.recovery.Phase;
import io.tributary.chaos.recovery.Recovery;
import io.tributary.chaos.recovery.Recovery.Measured;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes from a kill to the next round, for models of several sizes. */
@Command(
    name = "recovery",
    header = "Kills TaskManagers and JobManagers, and tells how long until the next round and why.",
    mixinStandardHelpOptions = true)
final class RecoveryTimes implements Callable<Integer> {

  /** Bytes of parameters a second that the loop is asked to move, and rounds at most. */
  private static final double BYTES_PER_SECOND = 12e6;

  private static final double ROUNDS_PER_SECOND = 5;
  private static final String TASK_MANAGER = "TaskManager killed";
  private static final String JOB_MANAGER = "JobManager killed";

  @Option(
      names = "--parameters",
      split = ",",
      defaultValue = "25000,1000000,10000000",
      description = "Sizes of models, in parameters of 4 bytes (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // it has a default: picocli sets it
  private List<Long> parameters;

  @Option(names = "--times", defaultValue = "3", description = "Kills of each (${DEFAULT-VALUE}).")
  private int times;

  @Option(
      names = "--slots",
      defaultValue = "2",
      description =
          "Of each of two TaskManagers; with 1 the job has to wait for the killed one"
              + " (${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--heap",
      defaultValue = "2048",
      description = "Megabytes of a TaskManager's heap (${DEFAULT-VALUE}).")
  private int heap;

  private final PrintStream out = System.out;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RecoveryTimes()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, List<Measured>> columns = new LinkedHashMap<>();
    for (long size : parameters) {
      Path folder = Files.createTempDirectory("tributary-recovery-");
      double rounds = Math.min(ROUNDS_PER_SECOND, BYTES_PER_SECOND / (size * 4.0));
      try (Recovery recovery =
          Recovery.start(folder, ClusterSettings.large(slots, heap), size, rounds)) {
        for (int i = 0; i < times; i++) {
          tell(columns, TASK_MANAGER, size, recovery.killTaskManager());
          tell(columns, JOB_MANAGER, size, recovery.killJobManager());
        }
      }
    }
    table(columns);
    return CommandLine.ExitCode.OK;
  }

  private void tell(
      Map<String, List<Measured>> columns, String what, long size, Measured measured) {
    String column = "%s, %s".formatted(what, bytes(size * 4));
    columns.computeIfAbsent(column, name -> new ArrayList<>()).add(measured);
    out.printf("%s: %d ms %s, load %.1f%n", column, measured.total(), measured.parts(), load());
  }

  private static String bytes(long bytes) {
    return bytes < 1_000_000 ? bytes / 1_000 + " KB" : bytes / 1_000_000 + " MB";
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Medians in seconds, as Markdown. */
  private void table(Map<String, List<Measured>> columns) {
    out.println();
    out.println("| s | " + String.join(" | ", columns.keySet()) + " |");
    out.println("|---|" + "---|".repeat(columns.size()));
    for (Phase phase : Phase.values()) {
      StringBuilder row = new StringBuilder("| " + phase.description());
      columns
          .values()
          .forEach(
              column ->
                  row.append(" | ")
                      .append(
                          column.get(0).parts().containsKey(phase)
                              ? seconds(
                                  column.stream()
                                      .map(one -> one.parts().getOrDefault(phase, 0L))
                                      .toList())
                              : "–"));
      out.println(row + " |");
    }
    StringBuilder row = new StringBuilder("| **all of it**");
    columns
        .values()
        .forEach(
            column ->
                row.append(" | **")
                    .append(seconds(column.stream().map(Measured::total).toList()))
                    .append("**"));
    out.println(row + " |");
    out.printf(
        "%nMedians of %d kills; %d processors, load %.1f, %d slots a TaskManager.%n",
        times, Runtime.getRuntime().availableProcessors(), load(), slots);
  }

  private static String seconds(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return "%.1f".formatted(sorted.get(sorted.size() / 2) / 1e3);
  }
}
