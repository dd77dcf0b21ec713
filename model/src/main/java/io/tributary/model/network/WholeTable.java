package io.tributary.model.network;

import java.util.Arrays;

/** A whole table, for batches that name much of it: every step goes over all its rows. */
final class WholeTable implements TableRows {
  private final float[] source;
  private final int table;
  private final RowStep step;
  private final float[] values;
  private final float[] gradient;
  private final float[][] memory;

  /**
   * A copy of a table.
   *
   * @param source the parameters that the mini-epoch begins with, from the trunk's start on
   * @param table offset of the table there
   */
  WholeTable(float[] source, int table, int length, RowStep step) {
    this.source = source;
    this.table = table;
    this.step = step;
    values = Arrays.copyOfRange(source, table, table + length);
    gradient = new float[length];
    memory = new float[step.memory()][length];
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
  public void place(int[] rows, int count) {}

  @Override
  public void touch(int[] places, int count) {}

  @Override
  public void move() {
    step.move(values, gradient, memory, 0, values.length);
  }

  @Override
  public void difference(float[] delta) {
    for (int i = 0; i < values.length; i++) {
      delta[table + i] = values[i] - source[table + i];
    }
  }
}
