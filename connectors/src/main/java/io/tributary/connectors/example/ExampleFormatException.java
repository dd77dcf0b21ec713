package io.tributary.connectors.example;

/** A text is no example record; the message says what is wrong, and shows nothing of it. */
public final class ExampleFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what is wrong. */
  public ExampleFormatException(String message) {
    super(message);
  }
}
