package io.tributary.cli.terminal;

import java.util.List;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM while a command works: the first asks it to end cleanly, the second ends the
 * process at once. Closing gives the signals back.
 */
public final class Interrupts implements AutoCloseable {

  private static final List<String> SIGNALS = List.of("INT", "TERM");
  private static final int KILLED = 130;

  private final List<Object> former;
  private int count;

  /** From now on the first signal runs {@code stop}, once, in a thread of its own. */
  public Interrupts(Terminal terminal, Runnable stop) {
    Runnable handler =
        () -> {
          if (next() > 1) {
            Runtime.getRuntime().halt(KILLED);
          }
          terminal.err().println("Stopping; once more to give up at once.");
          Thread stopper = new Thread(stop, "stopper");
          stopper.setDaemon(true);
          stopper.start();
        };
    this.former = SIGNALS.stream().map(signal -> Signals.register(signal, handler)).toList();
  }

  private synchronized int next() {
    return ++count;
  }

  @Override
  public void close() {
    for (int i = 0; i < SIGNALS.size(); i++) {
      Signals.unregister(SIGNALS.get(i), former.get(i));
    }
  }
}
