package io.tributary.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program that runs as a process of its own.
 *
 * @param outFile where its standard output goes
 * @param errFile where its standard error goes
 */
public record JavaProcess(Process process, Path outFile, Path errFile) implements AutoCloseable {

  /** What it has said so far on standard output. */
  public List<String> out() throws IOException {
    return Files.readAllLines(outFile);
  }

  /** What it has said so far on standard error. */
  public List<String> err() throws IOException {
    return Files.readAllLines(errFile);
  }

  /** Ctrl-C. */
  public void interrupt() {
    signal("INT");
  }

  /** Lets it stand still, with all its connections open. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen one go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      // The shell's own: a program named kill is not on every machine.
      new ProcessBuilder("sh", "-c", "kill -s %s %d".formatted(name, process.pid()))
          .start()
          .waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its exit code, once it has ended. */
  public int await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience + "; it said " + err());
    }
    return process.exitValue();
  }

  /** Kills it as {@code kill -9} does, frozen or not, and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
