package io.tributary.cli.csv;

import io.tributary.cli.terminal.CommandException;

/**
 * Gives rows their timestamps. A row of the time of the row before comes a millisecond after it, so
 * that rows of one day, too, have an order.
 */
final class RowClock {

  private final String table;
  private final boolean rising;
  private long told = -1;
  private long given = -1;
  private long line;

  /**
   * A clock.
   *
   * @param rising whether times must not fall from row to row
   */
  RowClock(String table, boolean rising) {
    this.table = table;
    this.rising = rising;
  }

  /**
   * The timestamp of the next row.
   *
   * @param millis its own time
   * @throws CommandException when it is before that of the row before and must not be
   */
  long next(long millis, long atLine) {
    if (rising && millis < told) {
      throw CommandException.failed(
          "%s:%d: its time is before that of line %d; sort the file by its time, or give --sort-by-time"
              .formatted(table, atLine, line),
          null);
    }
    boolean behind = millis == told || (rising && millis <= given);
    given = behind ? given + 1 : millis;
    told = millis;
    line = atLine;
    return given;
  }
}
