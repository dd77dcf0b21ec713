package io.tributary.cli.csv;

/** A place where a file is no table. */
final class MalformedRow extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long line;
  private final String mend;

  /**
   * A problem.
   *
   * @param line where the row starts, from 1
   * @param problem what is wrong, to follow the place
   */
  MalformedRow(long line, String problem) {
    this(line, problem, "");
  }

  /**
   * A problem that may be mended.
   *
   * @param mend how, to follow the problem; unless something more certain is known
   */
  MalformedRow(long line, String problem, String mend) {
    super(problem);
    this.line = line;
    this.mend = mend;
  }

  String mend() {
    return mend;
  }

  long line() {
    return line;
  }
}
