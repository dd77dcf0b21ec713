package io.tributary.connectors.topic;

import org.jspecify.annotations.Nullable;

/** A broker or a topic is not as it must be; the message is one line fit for a person. */
public final class TopicException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the line a person reads. */
  public TopicException(String message) {
    super(message);
  }

  /** With the line a person reads, and what caused it. */
  public TopicException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
