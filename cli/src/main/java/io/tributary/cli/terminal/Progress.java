package io.tributary.cli.terminal;

import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a long work has come: a bar where a person watches, plain lines elsewhere. */
public final class Progress implements AutoCloseable {

  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  private final Terminal terminal;
  private final String what;
  private final OptionalLong total;
  private final @Nullable ProgressBar bar;
  private long count;
  private long lastLine = System.nanoTime();

  /**
   * Starts showing.
   *
   * @param what is done, such as "feeding train.jsonl"
   * @param total steps, where known
   */
  public static Progress of(Terminal terminal, String what, OptionalLong total) {
    return new Progress(terminal, what, total);
  }

  private Progress(Terminal terminal, String what, OptionalLong total) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
    this.bar = terminal.interactive() ? bar(terminal, what, total) : null;
  }

  private static ProgressBar bar(Terminal terminal, String what, OptionalLong total) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total.orElse(-1))
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(100)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(System.err, terminal.columns()))
        .build();
  }

  /** One step is done. */
  public void step() {
    count++;
    if (bar != null) {
      bar.step();
    } else if ((count & 0xff) == 0 && System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
      lastLine = System.nanoTime();
      say(total.isPresent() ? " of " + Numbers.count(total.getAsLong()) : "");
    }
  }

  private void say(String suffix) {
    terminal.err().println(what + ": " + Numbers.count(count) + suffix);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    } else {
      say(" records");
    }
  }
}
