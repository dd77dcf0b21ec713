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

  /** What Flink says of it. */
  private static final String OTHER_BACKEND = "Unexpected state handle type";

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
    if (ExceptionUtils.findThrowableWithMessage(stripped, OTHER_BACKEND).isPresent()) {
      return new JobException(
          what
              + ": the checkpoint to go on from was taken with the other flink.stateBackend; name it"
              + " (rocksdb is the default of endless runs, hashmap of those to the end), or go on"
              + " from a savepoint, which fits both",
          stripped);
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
