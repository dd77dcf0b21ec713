package io.tributary.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows gathered as they are named, and the whole table at once: the same bits. */
class TableRowsTest {
  private static final int TABLE = 5; // elements before the table
  private static final int ROWS = 300;
  private static final int COLUMNS = 11;

  private final Random random = new Random(3);
  private final float[] parameters = normal(TABLE + ROWS * COLUMNS);

  private float[] normal(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void bothLearnTheSame() {
    for (int memory = 0; memory < 2; memory++) {
      TableRows named = new NamedRows(parameters, TABLE, ROWS, COLUMNS, new Decaying(memory));
      TableRows whole = new WholeTable(parameters, TABLE, ROWS * COLUMNS, new Decaying(memory));
      int named0 = 0;
      for (int batch = 0; batch < 40; batch++) {
        int[] rows = new int[1 + random.nextInt(60)];
        for (int i = 0; i < rows.length; i++) {
          rows[i] = random.nextInt(batch < 20 ? ROWS / 4 : ROWS - 20); // some are never named
          named0 += rows[i] == 0 ? 1 : 0;
        }
        float[] slopes = normal(COLUMNS);
        if (batch % 5 == 4) { // read only, as for a score
          assertThat(sums(named, rows)).isEqualTo(sums(whole, rows));
        } else {
          learn(named, rows.clone(), slopes);
          learn(whole, rows.clone(), slopes);
        }
      }
      float[] ofNamed = new float[parameters.length];
      named.difference(ofNamed);
      float[] ofWhole = new float[parameters.length];
      whole.difference(ofWhole);
      assertThat(ofNamed).isEqualTo(ofWhole);
      assertThat(named0).isPositive();
      assertThat(ofNamed[TABLE]).isNotZero();
      assertThat(ofNamed[TABLE - 1]).isZero();
      for (int i = TABLE + (ROWS - 20) * COLUMNS; i < ofNamed.length; i++) {
        assertThat(ofNamed[i]).isZero();
      }
    }
  }

  private static float[] sums(TableRows table, int[] rows) {
    int[] places = rows.clone();
    table.place(places, places.length);
    float[] sums = new float[COLUMNS];
    float[] factors = new float[places.length];
    RowSums.gather(table.values(), COLUMNS, places, factors, true, 0, places.length, sums, 0);
    return sums;
  }

  private static void learn(TableRows table, int[] rows, float[] slopes) {
    float[] factors = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      factors[i] = 1f / (i + 1);
    }
    table.place(rows, rows.length);
    table.touch(rows, rows.length);
    RowSums.scatter(table.gradient(), COLUMNS, rows, factors, 0, rows.length, slopes, 0);
    table.move();
  }

  @Test
  void sumsGoByTheFormula() {
    float[] factors = {0.5f, -2, 3};
    int[] rows = {7, 0, 7};
    float[] sums = new float[COLUMNS + 1];
    float[] table = normal(9 * COLUMNS);
    RowSums.gather(table, COLUMNS, rows, factors, false, 0, 3, sums, 1);
    float[] halves = new float[COLUMNS + 1];
    RowSums.gather(table, COLUMNS, rows, new float[] {9, 0.5f, 0.5f}, true, 1, 3, halves, 1);
    for (int j = 0; j < COLUMNS; j++) {
      float first = table[j];
      float eighth = table[7 * COLUMNS + j];
      assertThat(sums[1 + j]).isEqualTo(0.5f * eighth + -2 * first + 3 * eighth);
      assertThat(halves[1 + j]).isEqualTo(0.5f * (first + eighth));
    }
    assertThat(sums[0]).isZero();
  }

  /** Moves along the gradient and, with memory, along what is left of earlier ones. */
  private record Decaying(int memory) implements RowStep {
    @Override
    public void begin(int count, float weight) {}

    @Override
    public void move(float[] parameters, float[] gradient, float[][] memory, int from, int to) {
      for (int i = from; i < to; i++) {
        float left = memory.length == 0 ? 0 : memory[0][i] / 2;
        parameters[i] -= gradient[i] + left;
        if (memory.length > 0) {
          memory[0][i] = gradient[i] + left;
        }
        gradient[i] = 0;
      }
    }
  }
}
