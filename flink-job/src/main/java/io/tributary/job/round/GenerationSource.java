package io.tributary.job.round;

import java.io.Serializable;

/** Knows which generations have spoken before. */
public interface GenerationSource extends Serializable {

  /** The newest generation in the {@code rounds} topic, −1 when it is empty. */
  long newest();
}
