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
  private final String unit;
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
    return new Progress(
        terminal,
        what,
        total,
        "records",
        terminal.interactive() ? bar(terminal, what, total) : null);
  }

  /**
   * Starts showing runs, each of which takes long and is told with {@link #step(String)}.
   *
   * @param what is done with them, such as "comparing"
   */
  public static Progress ofRuns(Terminal terminal, String what, int total) {
    OptionalLong runs = OptionalLong.of(total);
    return new Progress(
        terminal, what, runs, "runs", terminal.interactive() ? runs(terminal, what, runs) : null);
  }

  private Progress(
      Terminal terminal, String what, OptionalLong total, String unit, @Nullable ProgressBar bar) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
    this.unit = unit;
    this.bar = bar;
  }

  private static ProgressBar bar(Terminal terminal, String what, OptionalLong total) {
    return builder(terminal, what, total).showSpeed().build();
  }

  private static ProgressBar runs(Terminal terminal, String what, OptionalLong total) {
    return builder(terminal, what, total).build();
  }

  private static ProgressBarBuilder builder(Terminal terminal, String what, OptionalLong total) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total.orElse(-1))
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(100)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, terminal.columns()));
  }

  /** One step is done. */
  public void step() {
    count++;
    if (bar != null) {
      bar.step();
    } else if ((count & 0xff) == 0 && System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
      lastLine = System.nanoTime();
      say(ofTotal());
    }
  }

  /** One step is done that deserves a line of its own, where lines are shown. */
  public void step(String outcome) {
    count++;
    if (bar != null) {
      bar.step();
    } else {
      say(ofTotal() + ", " + outcome);
    }
  }

  /** What is being done now; shown behind the bar, where there is one. */
  public void note(String now) {
    if (bar != null) {
      bar.setExtraMessage(now);
    }
  }

  private String ofTotal() {
    return total.isPresent() ? " of " + Numbers.count(total.getAsLong()) : "";
  }

  private void say(String suffix) {
    terminal.err().println(what + ": " + Numbers.count(count) + suffix);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    } else {
      say(" " + unit);
    }
  }
}
