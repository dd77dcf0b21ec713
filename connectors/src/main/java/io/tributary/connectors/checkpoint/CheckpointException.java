package io.tributary.connectors.checkpoint;

import org.jspecify.annotations.Nullable;

/** A checkpoint is not there or cannot be used; the message is one line fit for a person. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the line a person reads. */
  public CheckpointException(String message) {
    super(message);
  }

  /** With the line a person reads, and what caused it. */
  public CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
