package io.tributary.job.train;

import io.tributary.job.window.Windows;
import java.util.Optional;
import java.util.OptionalLong;

/** When a task's next mini-epoch is complete. */
interface ClosingRule {

  /** What a task can do in the open round. */
  enum Verdict {
    /** Train the closed mini-epoch. */
    TRAIN,
    /** Sit this round out. */
    NONE,
    /** Wait for examples. */
    WAIT,
    /** Never train again. */
    EXHAUSTED
  }

  /**
   * Closes a mini-epoch when its examples are there.
   *
   * @param ledger of the task, whose key is current
   * @param clock of the input
   * @param span the last time of the round, once the coordinator has said so
   */
  Verdict judge(TaskLedger ledger, EventClock clock, OptionalLong span) throws Exception;

  /** Examples that a task's mini-epoch needs; 0 when it takes what there is. */
  int needs(TaskLedger ledger);

  /**
   * How many of the oldest waiting examples, at least one, are given up at once when too many wait.
   */
  int givesUp(TaskLedger ledger);

  /** Whether the coordinator is to be told where a task's mini-epoch ends. */
  boolean tellsEnd(TaskLedger ledger);

  /** Windows that rounds end with, when they do. */
  default Optional<Windows> windows() {
    return Optional.empty();
  }
}
