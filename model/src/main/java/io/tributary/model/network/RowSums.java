package io.tributary.model.network;

/**
 * Sums of rows of a table, and the way back. Eight columns at a time, so that the sums stay in
 * registers; each number is summed in the order of the references.
 */
final class RowSums {
  private static final int BLOCK = 8;

  private RowSums() {}

  /**
   * Sets outputs to Σ factor · row.
   *
   * @param rows where rows begin in the table
   * @param from first reference
   * @param to one past the last
   * @param at where the outputs begin
   */
  static void weigh(
      float[] table,
      int columns,
      int[] rows,
      float[] factors,
      int from,
      int to,
      float[] outputs,
      int at) {
    int j = 0;
    for (; j + BLOCK <= columns; j += BLOCK) {
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      float e = 0;
      float f = 0;
      float g = 0;
      float h = 0;
      for (int k = from; k < to; k++) {
        int r = rows[k] + j;
        float factor = factors[k];
        a += factor * table[r];
        b += factor * table[r + 1];
        c += factor * table[r + 2];
        d += factor * table[r + 3];
        e += factor * table[r + 4];
        f += factor * table[r + 5];
        g += factor * table[r + 6];
        h += factor * table[r + 7];
      }
      int o = at + j;
      outputs[o] = a;
      outputs[o + 1] = b;
      outputs[o + 2] = c;
      outputs[o + 3] = d;
      outputs[o + 4] = e;
      outputs[o + 5] = f;
      outputs[o + 6] = g;
      outputs[o + 7] = h;
    }
    for (; j < columns; j++) {
      float sum = 0;
      for (int k = from; k < to; k++) {
        sum += factors[k] * table[rows[k] + j];
      }
      outputs[at + j] = sum;
    }
  }

  static void scale(float[] outputs, int at, int columns, float factor) {
    for (int j = at; j < at + columns; j++) {
      outputs[j] *= factor;
    }
  }

  /** Sets outputs to Σ row. */
  static void sum(
      float[] table, int columns, int[] rows, int from, int to, float[] outputs, int at) {
    int j = 0;
    for (; j + BLOCK <= columns; j += BLOCK) {
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      float e = 0;
      float f = 0;
      float g = 0;
      float h = 0;
      for (int k = from; k < to; k++) {
        int r = rows[k] + j;
        a += table[r];
        b += table[r + 1];
        c += table[r + 2];
        d += table[r + 3];
        e += table[r + 4];
        f += table[r + 5];
        g += table[r + 6];
        h += table[r + 7];
      }
      int o = at + j;
      outputs[o] = a;
      outputs[o + 1] = b;
      outputs[o + 2] = c;
      outputs[o + 3] = d;
      outputs[o + 4] = e;
      outputs[o + 5] = f;
      outputs[o + 6] = g;
      outputs[o + 7] = h;
    }
    for (; j < columns; j++) {
      float sum = 0;
      for (int k = from; k < to; k++) {
        sum += table[rows[k] + j];
      }
      outputs[at + j] = sum;
    }
  }

  /** Adds scale · slope to each row that was summed. */
  static void add(
      float[] table,
      int columns,
      int[] rows,
      int from,
      int to,
      float[] slopes,
      int at,
      float scale) {
    int j = 0;
    for (; j + BLOCK <= columns; j += BLOCK) {
      int o = at + j;
      float a = scale * slopes[o];
      float b = scale * slopes[o + 1];
      float c = scale * slopes[o + 2];
      float d = scale * slopes[o + 3];
      float e = scale * slopes[o + 4];
      float f = scale * slopes[o + 5];
      float g = scale * slopes[o + 6];
      float h = scale * slopes[o + 7];
      for (int k = from; k < to; k++) {
        int r = rows[k] + j;
        table[r] += a;
        table[r + 1] += b;
        table[r + 2] += c;
        table[r + 3] += d;
        table[r + 4] += e;
        table[r + 5] += f;
        table[r + 6] += g;
        table[r + 7] += h;
      }
    }
    for (; j < columns; j++) {
      float slope = scale * slopes[at + j];
      for (int k = from; k < to; k++) {
        table[rows[k] + j] += slope;
      }
    }
  }

  /** Adds scale · factor · slope to each row that was summed. */
  static void addWeighed(
      float[] table,
      int columns,
      int[] rows,
      float[] factors,
      int from,
      int to,
      float[] slopes,
      int at,
      float scale) {
    int j = 0;
    for (; j + BLOCK <= columns; j += BLOCK) {
      int o = at + j;
      float a = scale * slopes[o];
      float b = scale * slopes[o + 1];
      float c = scale * slopes[o + 2];
      float d = scale * slopes[o + 3];
      float e = scale * slopes[o + 4];
      float f = scale * slopes[o + 5];
      float g = scale * slopes[o + 6];
      float h = scale * slopes[o + 7];
      for (int k = from; k < to; k++) {
        int r = rows[k] + j;
        float factor = factors[k];
        table[r] += factor * a;
        table[r + 1] += factor * b;
        table[r + 2] += factor * c;
        table[r + 3] += factor * d;
        table[r + 4] += factor * e;
        table[r + 5] += factor * f;
        table[r + 6] += factor * g;
        table[r + 7] += factor * h;
      }
    }
    for (; j < columns; j++) {
      float slope = scale * slopes[at + j];
      for (int k = from; k < to; k++) {
        table[rows[k] + j] += factors[k] * slope;
      }
    }
  }
}
