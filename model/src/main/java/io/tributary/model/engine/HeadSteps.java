package io.tributary.model.engine;

/** What a delta's coefficient does to the part of it that lies in its task's own head. */
public enum HeadSteps {
  /** It scales the head's part as it scales the trunk's: θ + Σᵢ αᵢδᵢ over all parameters. */
  SCALED,
  /** It scales the trunk's part alone; every head takes its own step whole. */
  WHOLE,
  /** As {@link #WHOLE}, but the target's coefficient scales its head's part too. */
  TARGET_SCALED;

  /** Whether a coefficient scales the head's part of its delta. */
  boolean areScaled(boolean ofTarget) {
    return this == SCALED || (ofTarget && this == TARGET_SCALED);
  }
}
