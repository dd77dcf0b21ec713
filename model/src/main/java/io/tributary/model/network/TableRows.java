package io.tributary.model.network;

/** Rows of one table while a mini-epoch is trained: their values, and their present gradient. */
sealed interface TableRows permits NamedRows, WholeTable {

  /** The values, to be read by {@link #place}. */
  float[] values();

  /** The gradient of the present batch, to be added to. */
  float[] gradient();

  /** Replaces the numbers of rows by where they lie here, counted in rows. May replace arrays. */
  void place(int[] rows, int count);

  /** Says which places the present batch has a gradient for. */
  void touch(int[] places, int count);

  /** Moves the rows by the begun step, and clears the gradient. */
  void move();

  /** Puts what was added to each row into a delta of the parameters. */
  void difference(float[] delta);
}
