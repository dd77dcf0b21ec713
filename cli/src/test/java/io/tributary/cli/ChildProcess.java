package io.tributary.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program of this test's class path as a process of its own. */
record ChildProcess(Process process, Path outFile, Path errFile) implements AutoCloseable {

  /**
   * Starts a main class.
   *
   * @param folder for what it says
   * @param name of its files there
   */
  static ChildProcess start(Path folder, String name, String main, List<String> arguments)
      throws IOException {
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    List<String> command = new ArrayList<>();
    // Whatever started this test may ignore Ctrl-C, and its children would with it.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dtributary.log=" + folder.resolve(name + ".log"));
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new ChildProcess(builder.start(), out, err);
  }

  /** Starts {@code ./tributary} with a command. */
  static ChildProcess tributary(Path folder, String name, String... arguments) throws IOException {
    return start(folder, name, Main.class.getName(), List.of(arguments));
  }

  /** What it has said so far on standard output. */
  List<String> out() throws IOException {
    return Files.readAllLines(outFile);
  }

  /** What it has said so far on standard error. */
  List<String> err() throws IOException {
    return Files.readAllLines(errFile);
  }

  /** Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Its exit code, once it has ended. */
  int await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience + "; it said " + err());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
