package io.tributary.model.network;

import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.VocabularyIndex;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of one field: which rows of its table each example of a batch names, and by what
 * factors; their sums forward, and back into the table's gradient.
 */
final class FieldEmbedding {

  /** A table is copied to the heap, where loops are faster, when a batch reads this share of it. */
  private static final int COPIED = 4;

  private final FieldRow.Slot slot;
  private final int columns;
  private final int table;
  private final int tableLength;
  private final int vocabularyOffset;
  private int[] starts = new int[1]; // of each example's references, and the end
  private int[] rows = new int[0];
  private float[] factors = new float[0];
  private int references;
  private final boolean isEqual; // the factors of one example
  private float[] copy = new float[0];
  private float[] known = new float[0];
  private @Nullable VocabularyIndex vocabulary;
  private @Nullable TableRows named; // while a mini-epoch is trained

  /**
   * Of one field.
   *
   * @param table offset of its table in the layer's parameters
   * @param vocabulary offset of its vocabulary there, if it learns one
   */
  FieldEmbedding(FieldRow.Slot slot, int table, int vocabulary) {
    this.slot = slot;
    this.columns = slot.spec().outputs();
    this.table = table;
    this.isEqual = !(slot.spec() instanceof Sparse);
    this.tableLength = slot.spec().rows() * columns;
    this.vocabularyOffset = vocabulary;
  }

  /** From now on reads the table from given parameters, and gathers what moves in it. */
  void open(float[] parameters, RowStep step, int batch) {
    int rows = slot.spec().rows();
    named =
        (long) batch * most() >= rows
            ? new WholeTable(parameters, table, tableLength, step)
            : new NamedRows(parameters, table, rows, columns, step);
  }

  void step() {
    if (named != null) {
      named.move();
    }
  }

  void difference(float[] delta) {
    if (named != null) {
      named.difference(delta);
    }
  }

  void close() {
    named = null;
  }

  /**
   * Adds embeddings to what a batch hands on.
   *
   * @param parameters the layer's
   * @param batch field rows, one after the other
   * @param values one row of outputs an example
   */
  void forward(
      FloatPointer parameters, float[] batch, int width, float[] values, int outputs, int count) {
    collect(parameters, batch, width, count);
    if (named != null || isCopied()) {
      float[] source = named != null ? named.values() : copied(parameters);
      for (int e = 0; e < count; e++) {
        int at = e * outputs + slot.output();
        RowSums.gather(
            source, columns, rows, factors, isEqual, starts[e], starts[e + 1], values, at);
      }
      return;
    }
    FloatIndexer memory = memory(parameters);
    for (int e = 0; e < count; e++) { // in the same order as on the heap, for the same bits
      int at = e * outputs + slot.output();
      for (int k = starts[e]; k < starts[e + 1]; k++) {
        long from = (long) rows[k] * columns;
        float factor = isEqual ? 1 : factors[k];
        for (int j = 0; j < columns; j++) {
          values[at + j] += factor * memory.get(from + j);
        }
      }
      if (isEqual) {
        RowSums.scale(values, at, columns, starts[e] < starts[e + 1] ? factors[starts[e]] : 0);
      }
    }
  }

  /**
   * Sets the table's gradient to that of the batch that went forward last; while rows are gathered,
   * adds it to theirs.
   *
   * @param gradient the layer's
   * @param slopes derivative by the outputs, one row an example
   */
  void backward(FloatPointer gradient, float[] slopes, int outputs, int count) {
    if (named != null) {
      named.touch(rows, references);
      scatter(named.gradient(), slopes, outputs, count);
      return;
    }
    if (isCopied()) {
      float[] heap = heap();
      Arrays.fill(heap, 0f);
      scatter(heap, slopes, outputs, count);
      gradient.getPointer(table).put(heap, 0, tableLength);
      return;
    }
    Pointer.memset(gradient.getPointer(table), 0, (long) tableLength * Float.BYTES);
    FloatIndexer memory = memory(gradient);
    for (int e = 0; e < count; e++) {
      int at = e * outputs + slot.output();
      for (int k = starts[e]; k < starts[e + 1]; k++) {
        long to = (long) rows[k] * columns;
        for (int j = 0; j < columns; j++) {
          memory.put(to + j, memory.get(to + j) + factors[k] * slopes[at + j]);
        }
      }
    }
  }

  private void scatter(float[] to, float[] slopes, int outputs, int count) {
    for (int e = 0; e < count; e++) {
      int at = e * outputs + slot.output();
      RowSums.scatter(to, columns, rows, factors, starts[e], starts[e + 1], slopes, at);
    }
  }

  private boolean isCopied() {
    return tableLength / COPIED <= (long) references * columns;
  }

  private float[] copied(FloatPointer parameters) {
    float[] heap = heap();
    parameters.getPointer(table).get(heap, 0, tableLength);
    return heap;
  }

  private float[] heap() {
    if (copy.length == 0) {
      copy = new float[tableLength];
    }
    return copy;
  }

  /** The table alone, with checked bounds. */
  private FloatIndexer memory(FloatPointer flat) {
    FloatPointer pointer = new FloatPointer(flat.getPointer(table));
    pointer.capacity(tableLength); // ND4J's pointers do not know it
    return FloatIndexer.create(pointer);
  }

  private void collect(FloatPointer parameters, float[] batch, int width, int count) {
    int most = most();
    if (starts.length <= count) {
      starts = new int[count + 1];
      rows = new int[count * most];
      factors = new float[count * most];
    }
    if (slot.spec() instanceof Categorical category && category.isLearned()) {
      look(parameters, category);
    }
    references = 0;
    for (int e = 0; e < count; e++) {
      starts[e] = references;
      int from = e * width + slot.offset();
      if (slot.spec() instanceof Categorical category) {
        add(row(category, FieldHash.of(batch[from], batch[from + 1])), 1);
      } else if (slot.spec() instanceof Text) {
        for (int i = from; i < from + most && batch[i] != 0; i++) {
          add((int) batch[i] - 1, 1);
        }
        Arrays.fill(factors, starts[e], references, 1f / Math.max(1, references - starts[e]));
      } else {
        for (int i = from; i < from + 2 * most && batch[i] != 0; i += 2) {
          add((int) batch[i] - 1, batch[i + 1]);
        }
      }
    }
    starts[count] = references;
    if (named != null) {
      named.place(rows, references);
    }
  }

  private int most() {
    if (slot.spec() instanceof Text text) {
      return text.length();
    }
    return slot.spec() instanceof Sparse sparse ? sparse.entries() : 1;
  }

  private void add(int row, float factor) {
    rows[references] = row;
    factors[references++] = factor;
  }

  private int row(Categorical category, long hash) {
    if (vocabulary != null) {
      return hash == 0 ? Categorical.MISSING : vocabulary.row(hash);
    }
    return hash == 0 ? 0 : 1 + FieldHash.bucket(hash, category.buckets());
  }

  /** Sees whether the vocabulary has changed since the last batch. */
  private void look(FloatPointer parameters, Categorical category) {
    float[] now = new float[2 * category.values()];
    parameters.getPointer(vocabularyOffset).get(now, 0, now.length);
    if (vocabulary == null || !Arrays.equals(now, known)) {
      vocabulary = new VocabularyIndex(now, 0, category.values());
      known = now;
    }
  }
}
