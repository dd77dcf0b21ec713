package io.tributary.job;

import io.tributary.model.engine.EngineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** A job that could not be submitted or that failed; the message is fit for a person. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the message a person reads, and what caused it. */
  public JobException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * A failure told by what the engine says, where it is the engine's, else by the innermost cause
   * that has something to say.
   */
  static JobException of(String what, Throwable failure) {
    Throwable stripped = ExceptionUtils.stripExecutionException(failure);
    Optional<String> lost = LostOffsets.in(stripped);
    if (lost.isPresent()) {
      return new JobException(what + ": " + lost.get(), stripped);
    }
    Optional<EngineException> engine =
        ExceptionUtils.findThrowableSerializedAware(
            stripped, EngineException.class, JobException.class.getClassLoader());
    if (engine.isPresent()) {
      return new JobException(what + ": " + engine.get().getMessage(), stripped);
    }
    Deque<String> messages = new ArrayDeque<>();
    for (Throwable cause = stripped; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        messages.push(cause.getMessage().lines().findFirst().orElse(""));
      }
    }
    return new JobException(messages.isEmpty() ? what : what + ": " + messages.peek(), stripped);
  }
}
