package io.tributary.job;

import org.jspecify.annotations.Nullable;

/** A job that could not be submitted or that failed; the message is fit for a person. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the message a person reads, and what caused it. */
  public JobException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
