package io.tributary.job.train;

import io.tributary.job.window.Windows;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.RoundsConfig.ByTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A task's mini-epoch is what it holds in the window that the coordinator chose, or the newest part
 * of it.
 */
final class ClosingByTime implements ClosingRule {

  private final Configuration configuration;
  private final Windows windows;

  ClosingByTime(Configuration configuration, ByTime rounds) {
    this.configuration = configuration;
    this.windows = Windows.of(rounds);
  }

  @Override
  public Verdict judge(TaskLedger ledger, EventClock clock, OptionalLong span) throws Exception {
    if (span.isPresent()) {
      return close(ledger, span.getAsLong()) ? Verdict.TRAIN : Verdict.NONE;
    }
    boolean never = clock.hasEnded() && ledger.oldestTime().isEmpty();
    return never ? Verdict.EXHAUSTED : Verdict.WAIT;
  }

  /** A window that was closed before a restore stays whole, though an older one may come first. */
  private boolean close(TaskLedger ledger, long span) throws Exception {
    if (ledger.hasClosed()) {
      return ledger.closedEnd() <= span;
    }
    int max = configuration.tasks().get(ledger.task().index()).maxMiniEpoch();
    return ledger.closeUpTo(span, max);
  }

  @Override
  public int needs(TaskLedger ledger) {
    return 0;
  }

  @Override
  public int givesUp(TaskLedger ledger) {
    long oldest = ledger.timeOf(1).orElseThrow();
    return ledger.waitingUpTo(windows.endOf(oldest) - 1);
  }

  @Override
  public boolean tellsEnd(TaskLedger ledger) {
    return false;
  }

  @Override
  public Optional<Windows> windows() {
    return Optional.of(windows);
  }
}
