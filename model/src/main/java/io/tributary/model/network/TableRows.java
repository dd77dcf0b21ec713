package io.tributary.model.network;

/** Rows of one table while a mini-epoch is trained. */
sealed interface TableRows permits NamedRows, WholeTable {

  /** The values, one row after the other, to be read and changed; perhaps with more behind them. */
  float[] values();

  /** Elements that there may be of them. */
  int length();

  /** Replaces the numbers of rows by where they begin in the values. */
  void place(int[] rows, int count);

  /** Puts what was added to each row into a delta of the parameters. */
  void difference(float[] delta);
}
