package io.tributary.model;

/** What an example is used for. */
public enum Split {
  /** Trains its task. */
  TRAIN,
  /** Tunes α when it belongs to the target, and is scored; never trained on. */
  DEV,
  /** Scored only. */
  TEST
}
