package io.tributary.model.network;

import java.util.Arrays;

/**
 * The rows of one table that the examples of a mini-epoch name, copied one behind the other when
 * they are named first: their values, and their gradient in the present batch. What training does
 * to a table takes time by these rows, however many others it has.
 */
final class NamedRows implements TableRows {

  /** All rows are gone over, in one loop, when this share of them moves. */
  private static final int SWEPT = 4;

  private static final int ROOM = 64;

  private final float[] source;
  private final int table;
  private final int columns;
  private final RowStep step;
  private final int[] places; // by row: one more than its place here, 0: not named yet
  private int[] names = new int[ROOM]; // the row at each place
  private int size;
  private float[] values;
  private float[] gradient;
  private final float[][] memory;
  private boolean[] isMoved = new boolean[ROOM];
  private int[] moved = new int[ROOM]; // places that the next step moves
  private int movedCount;

  /**
   * Without any yet.
   *
   * @param source the parameters that the mini-epoch begins with, from the trunk's start on
   * @param table offset of the table there
   * @param rows of the table
   */
  NamedRows(float[] source, int table, int rows, int columns, RowStep step) {
    this.source = source;
    this.table = table;
    this.columns = columns;
    this.step = step;
    places = new int[rows];
    values = new float[ROOM * columns];
    gradient = new float[ROOM * columns];
    memory = new float[step.memory()][ROOM * columns];
  }

  @Override
  public float[] values() {
    return values;
  }

  @Override
  public float[] gradient() {
    return gradient;
  }

  @Override
  public void place(int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (places[row] == 0) {
        add(row);
      }
      rows[i] = places[row] - 1;
    }
  }

  private void add(int row) {
    if (size == names.length) {
      grow();
    }
    System.arraycopy(source, table + row * columns, values, size * columns, columns);
    names[size++] = row;
    places[row] = size;
  }

  private void grow() {
    int room = (int) Math.min(2L * size, places.length);
    names = Arrays.copyOf(names, room);
    isMoved = Arrays.copyOf(isMoved, room);
    moved = Arrays.copyOf(moved, room);
    values = Arrays.copyOf(values, room * columns);
    gradient = Arrays.copyOf(gradient, room * columns);
    for (int i = 0; i < memory.length; i++) {
      memory[i] = Arrays.copyOf(memory[i], room * columns);
    }
  }

  @Override
  public void touch(int[] places, int count) {
    for (int i = 0; i < count; i++) {
      int place = places[i];
      if (!isMoved[place]) {
        isMoved[place] = true;
        moved[movedCount++] = place;
      }
    }
  }

  @Override
  public void move() {
    if (movedCount > size / SWEPT) {
      step.move(values, gradient, memory, 0, size * columns);
    } else {
      for (int i = 0; i < movedCount; i++) {
        int from = moved[i] * columns;
        step.move(values, gradient, memory, from, from + columns);
      }
    }
    if (memory.length == 0) {
      for (int i = 0; i < movedCount; i++) {
        isMoved[moved[i]] = false;
      }
      movedCount = 0;
    } // else a row that has had a gradient goes on moving by what is remembered of it
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
