package io.tributary.cli.csv;

/** A place where a file is no table. */
final class MalformedRow extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long line;

  /**
   * A problem.
   *
   * @param line where the row starts, from 1
   * @param problem what is wrong, to follow the place
   */
  MalformedRow(long line, String problem) {
    super(problem);
    this.line = line;
  }

  long line() {
    return line;
  }
}
