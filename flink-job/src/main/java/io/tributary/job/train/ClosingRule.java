package io.tributary.job.train;

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
   * @param span where the target's mini-epoch ends, once the coordinator has said so
   */
  Verdict judge(TaskLedger ledger, EventClock clock, OptionalLong span) throws Exception;

  /** Examples that a task's mini-epoch needs; 0 when it takes what there is. */
  int needs(TaskLedger ledger);

  /** Whether the coordinator is to be told where a task's mini-epoch ends. */
  boolean tellsEnd(TaskLedger ledger);
}
