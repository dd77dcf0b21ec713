package io.tributary.model.engine;

/** The engine cannot work on this machine; its message is one line. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With one line that says what is wrong, and the cause. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
