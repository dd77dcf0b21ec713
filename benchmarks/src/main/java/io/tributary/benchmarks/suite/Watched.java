package io.tributary.benchmarks.suite;

import io.tributary.cli.terminal.Progress;
import io.tributary.cli.terminal.Terminal;
import java.util.OptionalLong;

/** Says how many runs are done, and about when the rest will be. For several threads. */
final class Watched implements AutoCloseable {

  private static final long LINE_EVERY_NANOS = 20_000_000_000L;

  private final Terminal terminal;
  private final Progress progress;
  private final int total;
  private final long start = System.nanoTime();
  private long lastLine = start;
  private int done;

  Watched(Terminal terminal, int total) {
    this.terminal = terminal;
    this.total = total;
    this.progress = Progress.of(terminal, "runs", OptionalLong.of(total));
  }

  synchronized void step() {
    done++;
    progress.step();
    long now = System.nanoTime();
    if (!terminal.interactive() && now - lastLine > LINE_EVERY_NANOS) {
      lastLine = now;
      terminal
          .err()
          .printf(
              "%d of %d runs, about %.0f s to go%n",
              done, total, (now - start) / 1e9 / done * (total - done));
    }
  }

  @Override
  public synchronized void close() {
    progress.close();
  }
}
