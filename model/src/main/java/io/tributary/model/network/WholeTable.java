package io.tributary.model.network;

/** A whole table, for mini-epochs that name much of it: what is done to it goes over all rows. */
final class WholeTable implements TableRows {
  private final float[] source;
  private final int table;
  private final int columns;
  private final int length;
  private final float[] values;

  /**
   * A copy of a table.
   *
   * @param source the parameters that the mini-epoch begins with, from the trunk's start on
   * @param table offset of the table there
   * @param rows of the table
   */
  WholeTable(float[] source, int table, int rows, int columns, TableBuffers buffers) {
    this.source = source;
    this.table = table;
    this.columns = columns;
    length = rows * columns;
    values = buffers.values(length);
    System.arraycopy(source, table, values, 0, length);
  }

  @Override
  public float[] values() {
    return values;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void place(int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      rows[i] *= columns;
    }
  }

  @Override
  public void difference(float[] delta) {
    for (int i = 0; i < length; i++) {
      delta[table + i] = values[i] - source[table + i];
    }
  }
}
