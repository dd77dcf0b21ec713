package io.tributary.fuzz;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs work on a thread of its own and gives up when it stays with one input for too long. */
final class Watchdog {

  private static final long PATIENCE_NANOS = 30_000_000_000L; // on a busy machine, too

  /**
   * What is being worked on.
   *
   * @param since by the clock of nanoseconds
   * @param input told when it does not end
   */
  private record Work(long since, Supplier<String> input) {}

  private final String kind;
  private final AtomicReference<@Nullable Work> work = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Watchdog(String kind) {
    this.kind = kind;
  }

  /** The work goes on to its next input. */
  void begin(Supplier<String> input) {
    work.set(new Work(System.nanoTime(), input));
  }

  /** Does all the work, and throws what it throws. */
  void watch(Runnable all) {
    Thread thread = new Thread(all, "fuzz " + kind);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((one, thrown) -> failure.set(thrown));
    thread.start();
    try {
      while (thread.isAlive()) {
        thread.join(1_000);
        failIfStuck(thread);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError(thrown.getMessage(), thrown);
    }
  }

  private void failIfStuck(Thread thread) {
    Work present = work.get();
    if (thread.isAlive()
        && present != null
        && System.nanoTime() - present.since() > PATIENCE_NANOS) {
      AssertionError stuck = new AssertionError("does not end: " + present.input().get());
      stuck.setStackTrace(thread.getStackTrace());
      throw stuck;
    }
  }
}
