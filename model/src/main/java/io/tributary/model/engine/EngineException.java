package io.tributary.model.engine;

import org.jspecify.annotations.Nullable;

/** The engine cannot work on this machine; its message is one line. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With one line that says what is wrong, and the cause, if any. */
  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
