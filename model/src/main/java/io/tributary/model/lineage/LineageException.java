package io.tributary.model.lineage;

/** A lineage cannot be used; the message says why. */
public final class LineageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LineageException(String message) {
    super(message);
  }

  LineageException(String message, Throwable cause) {
    super(message, cause);
  }
}
