package io.tributary.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.field.Field;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows gathered as they are named, and the whole table at once: the same bits. */
class TableRowsTest {
  private static final int TABLE = 5; // elements before the table
  private static final int ROWS = 300;
  private static final int COLUMNS = 11;
  private static final int NAMES = 60; // of an example
  private static final List<FieldSpec> SPECS =
      List.of(new Text(ROWS, COLUMNS, 1, 0, 0, NAMES), new Sparse(ROWS, COLUMNS, NAMES));

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
    for (FieldSpec spec : SPECS) {
      for (RowStep step : List.of(new Straight(), new Decaying())) {
        TableTraining named = training(step, ROWS - 1);
        TableTraining whole = training(step, 8 * ROWS);
        assertThat(named.rows()).isInstanceOf(NamedRows.class);
        assertThat(whole.rows()).isInstanceOf(WholeTable.class);
        learn(spec, named, whole);
        float[] ofNamed = new float[parameters.length];
        named.rows().difference(ofNamed);
        float[] ofWhole = new float[parameters.length];
        whole.rows().difference(ofWhole);
        assertThat(ofNamed).isEqualTo(ofWhole);
        assertThat(ofNamed[TABLE]).isNotZero();
        assertThat(ofNamed[TABLE - 1]).isZero();
        for (int i = TABLE + (ROWS - 20) * COLUMNS; i < ofNamed.length; i++) {
          assertThat(ofNamed[i]).isZero();
        }
      }
    }
  }

  private TableTraining training(RowStep step, int references) {
    return TableTraining.of(parameters, TABLE, ROWS, COLUMNS, step, references, new TableBuffers());
  }

  private void learn(FieldSpec spec, TableTraining named, TableTraining whole) {
    RowNames some = names(spec);
    RowNames all = names(spec);
    for (int batch = 0; batch < 40; batch++) {
      int count = 1 + random.nextInt(3);
      float[] rows = batch(spec, count, batch < 20 ? ROWS / 4 : ROWS - 20);
      some.collect(rows, spec.width(), count, named.rows());
      all.collect(rows, spec.width(), count, whole.rows());
      float[] ofSome = new float[count * COLUMNS];
      some.gather(named.rows().values(), ofSome, COLUMNS, 0);
      float[] ofAll = new float[count * COLUMNS];
      all.gather(whole.rows().values(), ofAll, COLUMNS, 0);
      assertThat(ofSome).isEqualTo(ofAll);
      float[] slopes = normal(count * COLUMNS);
      if (batch % 5 != 4) { // else read only, as for a score
        named.differentiated(slopes);
        whole.differentiated(slopes);
      }
      named.step(some, COLUMNS, 0);
      whole.step(all, COLUMNS, 0);
    }
  }

  private static RowNames names(FieldSpec spec) {
    return new RowNames(new FieldRow(List.of(new Field("field", spec))).slots().get(0), 0);
  }

  /** Field rows that name the table's first rows, the very first in each batch. */
  private float[] batch(FieldSpec spec, int count, int rows) {
    float[] batch = new float[count * spec.width()];
    int step = spec instanceof Sparse ? 2 : 1;
    for (int e = 0; e < count; e++) {
      int size = 1 + random.nextInt(NAMES);
      for (int i = 0; i < size; i++) {
        int at = e * spec.width() + i * step;
        batch[at] = i == 0 ? 1 : 1 + random.nextInt(rows);
        if (spec instanceof Sparse) {
          batch[at + 1] = (float) random.nextGaussian();
        }
      }
    }
    return batch;
  }

  @Test
  void sumsGoByTheFormula() {
    float[] factors = {0.5f, -2, 3};
    int[] rows = {7 * COLUMNS, 0, 7 * COLUMNS};
    float[] sums = new float[COLUMNS + 1];
    float[] table = normal(9 * COLUMNS);
    RowSums.weigh(table, COLUMNS, rows, factors, 0, 3, sums, 1);
    float[] plain = new float[COLUMNS + 1];
    RowSums.sum(table, COLUMNS, rows, 1, 3, plain, 1);
    for (int j = 0; j < COLUMNS; j++) {
      float first = table[j];
      float eighth = table[7 * COLUMNS + j];
      assertThat(sums[1 + j]).isEqualTo(0.5f * eighth + -2 * first + 3 * eighth);
      assertThat(plain[1 + j]).isEqualTo(first + eighth);
    }
    assertThat(sums[0]).isZero();
  }

  @Test
  void whatIsAddedGoesByTheFormula() {
    int[] rows = {2 * COLUMNS, 0};
    float[] slopes = normal(COLUMNS);
    float[] table = new float[3 * COLUMNS];
    RowSums.add(table, COLUMNS, rows, 0, 2, slopes, 0, -0.5f);
    float[] weighed = new float[3 * COLUMNS];
    RowSums.addWeighed(weighed, COLUMNS, rows, new float[] {4, 8}, 0, 2, slopes, 0, 0.5f);
    for (int j = 0; j < COLUMNS; j++) {
      assertThat(table[j]).isEqualTo(-0.5f * slopes[j]);
      assertThat(table[2 * COLUMNS + j]).isEqualTo(-0.5f * slopes[j]);
      assertThat(weighed[j]).isEqualTo(4 * slopes[j]);
      assertThat(weighed[2 * COLUMNS + j]).isEqualTo(2 * slopes[j]);
    }
    assertThat(Arrays.copyOfRange(table, COLUMNS, 2 * COLUMNS)).containsOnly(0f);
  }

  /** Moves against the gradient. */
  private record Straight() implements RowStep.Plain {
    @Override
    public void begin(int count, float weight) {}

    @Override
    public float factor() {
      return -0.1f;
    }
  }

  /** Moves along what is left of earlier gradients, too. */
  private record Decaying() implements RowStep.Remembering {
    @Override
    public int memory() {
      return 1;
    }

    @Override
    public void begin(int count, float weight) {}

    @Override
    public void move(float[] parameters, float[] gradient, float[][] memory, int count) {
      for (int i = 0; i < count; i++) {
        memory[0][i] = gradient[i] + memory[0][i] / 2;
        parameters[i] -= memory[0][i];
        gradient[i] = 0;
      }
    }
  }
}
