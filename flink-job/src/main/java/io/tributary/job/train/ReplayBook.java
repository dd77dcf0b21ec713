package io.tributary.job.train;

/**
 * What is known of a task's reservoir beside the examples in it; kept in keyed state.
 *
 * @param offered examples that it was offered
 * @param size slots that it has
 * @param replayed examples that rounds have trained on again
 */
record ReplayBook(long offered, int size, long replayed) {

  /** The book of an empty reservoir, after so many were replayed from one of another size. */
  static ReplayBook empty(int size, long replayed) {
    return new ReplayBook(0, size, replayed);
  }
}
