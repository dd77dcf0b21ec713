package io.tributary.job.metrics;

import java.util.Locale;

/** Labels of the job's metrics; each has few values. */
public enum MetricLabel {
  /** Name of the model. */
  MODEL,
  /** Name of the task. */
  TASK,
  /** What was scored: {@code prequential}, {@code dev}, {@code test} or {@code periods}. */
  SPLIT,
  /** What has changed: {@code error} or {@code contribution}. */
  SIGNAL,
  /** Why a record was rejected, as the dead-letter header says it. */
  REASON,
  /** A line of parameters: {@code learned}, or the name of a shadow. */
  BRANCH,
  /** Part of a round: {@code wait}, {@code train}, {@code tune}, {@code publish}, {@code loop}. */
  PHASE,
  /** Number of a CUDA device. */
  DEVICE;

  /** Its name as reporters tell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
