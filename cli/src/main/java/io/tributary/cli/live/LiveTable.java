package io.tributary.cli.live;

import io.tributary.cli.terminal.Frame;
import io.tributary.cli.terminal.Numbers;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.job.RoundListener;
import java.util.List;
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
  private final Frame frame;
  private final long start;
  private final Rate rate = new Rate();
  private RoundView view;
  private long shownAt;
  private long shownRound = -1;

  /** A table of the given tasks. */
  public LiveTable(Terminal terminal, List<String> tasks, String target) {
    this(terminal, tasks, target, System::nanoTime);
  }

  LiveTable(Terminal terminal, List<String> tasks, String target, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.frame = new Frame(terminal.err());
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
      frame.draw(TableText.table(view, rate.perSecond(), terminal));
    } else if (view.round() > 0 && view.round() != shownRound) {
      terminal.err().println(TableText.line(view, rate.perSecond()));
    }
    shownAt = now;
    shownRound = view.round();
  }

  /** Something else was said below the table: the next one stands below that. From any thread. */
  public void drawAnew() {
    frame.anew();
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
