package io.tributary.model.network;

import io.tributary.model.network.RowStep.Plain;
import io.tributary.model.network.RowStep.Remembering;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows of one table, batch by batch. A plain step goes straight into the rows that a batch
 * names. Another goes over all rows up to the last that has been named by a batch so far; those
 * among them without a gradient yet stay where they are.
 */
final class TableTraining {

  /** So often must rows be named on the average before a step goes over all of a table. */
  private static final int SWEPT = 8;

  private final TableRows rows;
  private final RowStep step;
  private final float[] gradient; // all zeros between steps
  private final float[][] memory;
  private float @Nullable [] slopes; // of the batch that went back last
  private int reach; // one past the last element that a batch has named

  private TableTraining(TableRows rows, RowStep step, TableBuffers buffers) {
    this.rows = rows;
    this.step = step;
    if (step instanceof Remembering remembering) {
      gradient = buffers.gradient(rows.length());
      memory = buffers.memory(remembering.memory(), rows.length());
    } else {
      gradient = new float[0];
      memory = new float[0][];
    }
  }

  /**
   * Begins with a table as it is.
   *
   * @param source the parameters that the mini-epoch begins with, from the trunk's start on
   * @param table offset of the table there
   * @param rows of the table
   * @param references how often the examples of the mini-epoch name a row
   * @param buffers used by one at a time
   */
  static TableTraining of(
      float[] source,
      int table,
      int rows,
      int columns,
      RowStep step,
      long references,
      TableBuffers buffers) {
    int swept = step instanceof Plain ? 1 : SWEPT;
    int most = (int) Math.min(references, rows);
    return new TableTraining(
        references / swept >= rows
            ? new WholeTable(source, table, rows, columns, buffers)
            : new NamedRows(source, table, rows, columns, most, buffers),
        step,
        buffers);
  }

  TableRows rows() {
    return rows;
  }

  /** Keeps the derivative by the outputs of a batch for the next step. */
  void differentiated(float[] slopes) {
    this.slopes = slopes;
  }

  /**
   * Moves the rows that the batch named, and those that still move for earlier ones.
   *
   * @param names of the batch that was differentiated last
   */
  void step(RowNames names, int outputs, int output) {
    if (slopes == null) {
      return;
    }
    if (step instanceof Plain plain) {
      names.scatter(slopes, outputs, output, plain.factor(), rows.values());
    } else if (step instanceof Remembering remembering) {
      names.scatter(slopes, outputs, output, 1, gradient);
      reach = Math.max(reach, names.reach());
      remembering.move(rows.values(), gradient, memory, reach);
    }
    slopes = null;
  }
}
