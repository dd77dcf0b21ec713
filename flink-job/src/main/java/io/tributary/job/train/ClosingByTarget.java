package io.tributary.job.train;

import io.tributary.model.config.Configuration;
import java.util.OptionalLong;

/**
 * The target's mini-epoch is complete with its number of examples, in the order of event time and
 * as soon as the watermark says that none is still to come between them; an auxiliary task's is all
 * that it holds up to the time of the last of those.
 */
final class ClosingByTarget implements ClosingRule {

  private final Configuration configuration;

  ClosingByTarget(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Verdict judge(TaskLedger ledger, EventClock clock, OptionalLong span) throws Exception {
    if (ledger.task().target()) {
      return judgeTarget(ledger, clock);
    }
    if (span.isEmpty() || !clock.isSettled(span.getAsLong())) {
      return Verdict.WAIT;
    }
    if (ledger.hasClosed() || ledger.closeUpTo(span.getAsLong(), max(ledger))) {
      return Verdict.TRAIN;
    }
    return Verdict.NONE;
  }

  private int max(TaskLedger ledger) {
    return configuration.tasks().get(ledger.task().index()).maxMiniEpoch();
  }

  private Verdict judgeTarget(TaskLedger ledger, EventClock clock) throws Exception {
    if (ledger.hasClosed()) {
      return Verdict.TRAIN;
    }
    int needs = needs(ledger);
    if (ledger.waiting() >= needs && clock.isSettled(ledger.timeOf(needs).orElse(Long.MAX_VALUE))) {
      ledger.closeFirst(needs);
      return Verdict.TRAIN;
    }
    return clock.hasEnded() ? Verdict.EXHAUSTED : Verdict.WAIT;
  }

  @Override
  public int needs(TaskLedger ledger) {
    return ledger.task().target()
        ? configuration.tasks().get(ledger.task().index()).miniEpoch()
        : 0;
  }

  @Override
  public int givesUp(TaskLedger ledger) {
    return configuration.tasks().get(ledger.task().index()).miniEpoch();
  }

  @Override
  public boolean tellsEnd(TaskLedger ledger) {
    return ledger.task().target();
  }
}
