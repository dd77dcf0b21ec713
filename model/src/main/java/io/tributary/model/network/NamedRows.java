package io.tributary.model.network;

/**
 * The rows of one table that the examples of a mini-epoch name, copied one behind the other when
 * they are named first. What training does to a table takes time by these rows, however many others
 * it has.
 */
final class NamedRows implements TableRows {
  private final float[] source;
  private final int table;
  private final int columns;
  private final int[] places; // by row: one more than its place here, 0: not named yet
  private final int[] names; // the row at each place
  private final float[] values;
  private int size;

  /**
   * Without any yet.
   *
   * @param source the parameters that the mini-epoch begins with, from the trunk's start on
   * @param table offset of the table there
   * @param rows of the table
   * @param most rows that are named in the end
   */
  NamedRows(float[] source, int table, int rows, int columns, int most, TableBuffers buffers) {
    this.source = source;
    this.table = table;
    this.columns = columns;
    places = new int[rows];
    names = new int[most];
    values = buffers.values(most * columns);
  }

  @Override
  public float[] values() {
    return values;
  }

  @Override
  public int length() {
    return names.length * columns;
  }

  @Override
  public void place(int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (places[row] == 0) {
        add(row);
      }
      rows[i] = (places[row] - 1) * columns;
    }
  }

  private void add(int row) {
    System.arraycopy(source, table + row * columns, values, size * columns, columns);
    names[size++] = row;
    places[row] = size;
  }

  @Override
  public void difference(float[] delta) {
    for (int place = 0; place < size; place++) {
      int at = table + names[place] * columns;
      int from = place * columns;
      for (int j = 0; j < columns; j++) {
        delta[at + j] = values[from + j] - source[at + j];
      }
    }
  }
}
