package io.tributary.job;

import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.WaitingRecord;

/** Hears what a job says on its {@code rounds} topic, in order, on the following thread. */
public interface RoundListener {

  /** New parameters were published; {@link RoundHeader#finished} tells of the round behind them. */
  void onRound(RoundHeader header);

  /** A round waits for examples. */
  default void onWaiting(WaitingRecord waiting) {}
}
