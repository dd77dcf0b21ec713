package io.tributary.cli.live;

import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.job.RoundListener;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows the tasks of a run while its rounds go on: a table redrawn in place where a person watches,
 * a line now and then elsewhere. Used by the following thread alone.
 */
public final class LiveTable implements RoundListener, AutoCloseable {

  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 2_000_000_000L;

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final long start;
  private final Rate rate = new Rate();
  private RoundView view;
  private long shownAt;
  private long shownRound = -1;
  private int drawn;
  private volatile boolean anew;

  /** A table of the given tasks. */
  public LiveTable(Terminal terminal, List<String> tasks, String target) {
    this(terminal, tasks, target, System::nanoTime);
  }

  LiveTable(Terminal terminal, List<String> tasks, String target, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.shownAt = start - LINE_NANOS;
    this.view = RoundView.start(List.copyOf(tasks), target);
  }

  @Override
  public void onRound(RoundHeader header) {
    long now = nanos.getAsLong();
    view = view.after(header, (now - start) / 1e9);
    rate.add(now, view.trained());
    show(now, false);
  }

  @Override
  public void onWaiting(WaitingRecord waiting) {
    long now = nanos.getAsLong();
    view = view.after(waiting, (now - start) / 1e9);
    show(now, false);
  }

  private void show(long now, boolean last) {
    long every = terminal.interactive() ? REDRAW_NANOS : LINE_NANOS;
    boolean first = view.round() == 1 && shownRound < 1;
    if (!last && !first && now - shownAt < every) {
      return;
    }
    if (terminal.interactive()) {
      redraw();
    } else if (view.round() > 0 && view.round() != shownRound) {
      terminal.err().println(TableText.line(view, rate.perSecond()));
    }
    shownAt = now;
    shownRound = view.round();
  }

  /** Overwrites the former table line by line, in one write, so that nothing flickers. */
  private void redraw() {
    List<String> lines = TableText.table(view, rate.perSecond(), terminal);
    StringBuilder frame = new StringBuilder();
    if (anew) {
      drawn = 0;
      anew = false;
    }
    if (drawn > 0) {
      frame.append(String.format(Locale.ROOT, "\033[%dA", drawn));
    }
    for (String line : lines) {
      frame.append('\r').append(line).append("\033[K\n");
    }
    frame.append("\033[J");
    drawn = lines.size();
    terminal.err().print(frame);
    terminal.err().flush();
  }

  /** Something else was said below the table: the next one stands below that. From any thread. */
  public void drawAnew() {
    anew = true;
  }

  /** Finished rounds and the time they took, as people read it. */
  public String summary() {
    return Numbers.count(view.round())
        + " rounds, "
        + Numbers.count(view.trained())
        + " examples trained in "
        + Numbers.fixed(view.secondsBehind(), 1)
        + " s";
  }

  /** Shows the last state, whatever was shown when. */
  @Override
  public void close() {
    show(nanos.getAsLong(), true);
  }
}
