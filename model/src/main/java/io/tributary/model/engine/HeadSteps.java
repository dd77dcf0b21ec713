package io.tributary.model.engine;

/** What a delta's coefficient does to the part of it that lies in its task's own head. */
public enum HeadSteps {
  /** It scales the head's part as it scales the trunk's: θ + Σᵢ αᵢδᵢ over all parameters. */
  SCALED,
  /** It scales the trunk's part alone; every head takes its own step whole. */
  WHOLE
}
