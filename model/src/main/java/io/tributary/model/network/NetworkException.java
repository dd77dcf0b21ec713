package io.tributary.model.network;

/** A network that cannot be built; its message is one line that names the layer. */
public final class NetworkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** With one line that says what is wrong. */
  public NetworkException(String message) {
    super(message);
  }

  /** With one line that says what is wrong, and why. */
  public NetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
