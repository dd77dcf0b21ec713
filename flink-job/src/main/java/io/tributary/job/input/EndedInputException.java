package io.tributary.job.input;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A run without an end is to go on from one that had an end: its partitions would be read to that
 * end and no further. Starting it again does not help.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class EndedInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what to do. */
  public EndedInputException() {
    super(
        "the savepoint is of a run to the end of its input (--bounded): go on with --bounded, or"
            + " begin a new run with its model (--from)");
  }
}
