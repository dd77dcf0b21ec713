package io.tributary.model.network;

import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.VocabularyIndex;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of one field's table each example of a batch names, by where they begin, and by what
 * factors. What an example names by no factors of its own has the mean taken.
 */
final class RowNames {
  private final FieldRow.Slot slot;
  private final int columns;
  private final int most; // names of an example
  private final int vocabularyOffset;
  private final boolean isWeighed;
  private final boolean isSingle; // one name an example
  private int count;
  private int[] starts = new int[1]; // of each example's names, and the end
  private int[] rows = new int[0];
  private float[] factors = new float[0]; // one a name, where they are weighed
  private float[] known = new float[0];
  private @Nullable VocabularyIndex vocabulary;

  /**
   * Of one field.
   *
   * @param vocabulary offset of its vocabulary in the layer's parameters, if it learns one
   */
  RowNames(FieldRow.Slot slot, int vocabulary) {
    this.slot = slot;
    columns = slot.spec().outputs();
    vocabularyOffset = vocabulary;
    isWeighed = slot.spec() instanceof Sparse;
    isSingle = slot.spec() instanceof Categorical;
    if (slot.spec() instanceof Text text) {
      most = text.length();
    } else {
      most = slot.spec() instanceof Sparse sparse ? sparse.entries() : 1;
    }
  }

  /** How many rows a field row names. */
  int in(float[] row) {
    if (isSingle) {
      return 1;
    }
    int step = isWeighed ? 2 : 1;
    int names = 0;
    while (names < most && row[slot.offset() + names * step] != 0) {
      names++;
    }
    return names;
  }

  /** Names of the batch. */
  int size() {
    return starts[count];
  }

  /**
   * Takes those of a batch.
   *
   * @param batch field rows, one after the other
   * @param table where rows of the table lie; null: one after the other
   */
  void collect(float[] batch, int width, int count, @Nullable TableRows table) {
    this.count = count;
    if (starts.length <= count) {
      starts = new int[count + 1];
      rows = new int[count * most];
      factors = new float[isWeighed ? count * most : 0];
    }
    int size = 0;
    for (int e = 0; e < count; e++) {
      starts[e] = size;
      int from = e * width + slot.offset();
      if (slot.spec() instanceof Categorical category) {
        rows[size++] = row(category, FieldHash.of(batch[from], batch[from + 1]));
      } else {
        size = isWeighed ? weighed(batch, from, size) : plain(batch, from, size);
      }
    }
    starts[count] = size;
    if (table != null) {
      table.place(rows, size);
    } else {
      for (int i = 0; i < size; i++) {
        rows[i] *= columns;
      }
    }
  }

  private int plain(float[] batch, int from, int size) {
    int next = size;
    for (int i = from; i < from + most && batch[i] != 0; i++) {
      rows[next++] = (int) batch[i] - 1;
    }
    return next;
  }

  private int weighed(float[] batch, int from, int size) {
    int next = size;
    for (int i = from; i < from + 2 * most && batch[i] != 0; i += 2) {
      rows[next] = (int) batch[i] - 1;
      factors[next++] = batch[i + 1];
    }
    return next;
  }

  private int row(Categorical category, long hash) {
    if (vocabulary != null) {
      return hash == 0 ? Categorical.MISSING : vocabulary.row(hash);
    }
    return hash == 0 ? 0 : 1 + FieldHash.bucket(hash, category.buckets());
  }

  /** Sees whether the vocabulary has changed since it was looked at last. */
  void look(FloatPointer parameters) {
    if (slot.spec() instanceof Categorical category && category.isLearned()) {
      float[] now = new float[2 * category.values()];
      parameters.getPointer(vocabularyOffset).get(now, 0, now.length);
      if (vocabulary == null || !Arrays.equals(now, known)) {
        vocabulary = new VocabularyIndex(now, 0, category.values());
        known = now;
      }
    }
  }

  /** One past the last element of the table that the batch names. */
  int reach() {
    int last = -columns;
    for (int i = 0; i < starts[count]; i++) {
      last = Math.max(last, rows[i]);
    }
    return last + columns;
  }

  /** Sets what each example gets of a table: its rows' mean, or their sum by their factors. */
  void gather(float[] table, float[] values, int outputs, int output) {
    for (int e = 0; e < count; e++) {
      int at = e * outputs + output;
      if (isSingle) {
        System.arraycopy(table, rows[e], values, at, columns);
      } else if (isWeighed) {
        RowSums.weigh(table, columns, rows, factors, starts[e], starts[e + 1], values, at);
      } else {
        RowSums.sum(table, columns, rows, starts[e], starts[e + 1], values, at);
        RowSums.scale(values, at, columns, share(e));
      }
    }
  }

  /** The same of rows that are read one by one, for the same bits. */
  void gather(RowReader table, float[] values, int outputs, int output) {
    for (int e = 0; e < count; e++) {
      int at = e * outputs + output;
      for (int k = starts[e]; k < starts[e + 1]; k++) {
        float factor = isWeighed ? factors[k] : 1;
        for (int j = 0; j < columns; j++) {
          values[at + j] += factor * table.get(rows[k] + j);
        }
      }
      if (!isWeighed) {
        RowSums.scale(values, at, columns, share(e));
      }
    }
  }

  /** An element of a table. */
  interface RowReader {
    float get(int at);
  }

  /** Adds factor · the derivative by each element of a table to it. */
  void scatter(float[] slopes, int outputs, int output, float factor, float[] table) {
    for (int e = 0; e < count; e++) {
      int at = e * outputs + output;
      if (isSingle) {
        for (int j = 0, to = rows[e]; j < columns; j++) {
          table[to + j] += factor * slopes[at + j];
        }
      } else if (isWeighed) {
        RowSums.addWeighed(
            table, columns, rows, factors, starts[e], starts[e + 1], slopes, at, factor);
      } else {
        float each = factor * share(e);
        RowSums.add(table, columns, rows, starts[e], starts[e + 1], slopes, at, each);
      }
    }
  }

  /** Receives what is added to an element of a table. */
  interface RowAdder {
    void add(int at, float value);
  }

  /** The same into a table that is reached element by element. */
  void scatter(float[] slopes, int outputs, int output, RowAdder table) {
    for (int e = 0; e < count; e++) {
      int at = e * outputs + output;
      for (int k = starts[e]; k < starts[e + 1]; k++) {
        float factor = isWeighed ? factors[k] : share(e);
        for (int j = 0; j < columns; j++) {
          table.add(rows[k] + j, factor * slopes[at + j]);
        }
      }
    }
  }

  private float share(int example) {
    return 1f / Math.max(1, starts[example + 1] - starts[example]);
  }
}
