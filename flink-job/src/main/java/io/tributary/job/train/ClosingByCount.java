package io.tributary.job.train;

import io.tributary.model.config.Configuration;
import java.util.OptionalLong;

/** Every task's mini-epoch is complete with its own number of examples. */
final class ClosingByCount implements ClosingRule {

  private final Configuration configuration;

  ClosingByCount(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Verdict judge(TaskLedger ledger, EventClock clock, OptionalLong span) throws Exception {
    if (ledger.hasClosed()) {
      return Verdict.TRAIN;
    }
    if (ledger.waiting() >= needs(ledger)) {
      ledger.closeFirst(needs(ledger));
      return Verdict.TRAIN;
    }
    return clock.hasEnded() ? Verdict.EXHAUSTED : Verdict.WAIT;
  }

  @Override
  public int needs(TaskLedger ledger) {
    return configuration.tasks().get(ledger.task().index()).miniEpoch();
  }

  @Override
  public int givesUp(TaskLedger ledger) {
    return needs(ledger);
  }

  @Override
  public boolean tellsEnd(TaskLedger ledger) {
    return false;
  }
}
