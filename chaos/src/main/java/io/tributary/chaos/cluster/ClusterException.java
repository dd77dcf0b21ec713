package io.tributary.chaos.cluster;

import org.jspecify.annotations.Nullable;

/** A part of the cluster did not do what was asked of it. */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
