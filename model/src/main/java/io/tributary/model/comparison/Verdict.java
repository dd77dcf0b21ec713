package io.tributary.model.comparison;

/** What the pairs show of a way of learning against a baseline. */
public enum Verdict {
  /** Better. */
  SUPERIOR,
  /** Not worse by more than the margin; perhaps better, perhaps a little worse. */
  NON_INFERIOR,
  /** Worse, perhaps by more than the margin. */
  INFERIOR,
  /** Nothing: too few pairs for differences as spread as these. */
  INCONCLUSIVE
}
