package io.tributary.model.network;

import io.tributary.model.Example;
import io.tributary.model.field.FieldRow;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.jspecify.annotations.Nullable;

/** The embeddings of one field: their sums forward, and back into the table's gradient. */
final class FieldEmbedding {

  /** A table is copied to the heap, where loops are faster, when a batch reads this share of it. */
  private static final int COPIED = 4;

  private final FieldRow.Slot slot;
  private final int columns;
  private final int table;
  private final int tableLength;
  private final RowNames names;
  private final TableBuffers buffers = new TableBuffers();
  private float[] copy = new float[0];
  private @Nullable TableTraining training; // of a mini-epoch
  private boolean isLooked; // whether the vocabulary, which stays for a mini-epoch, is known

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
    this.tableLength = slot.spec().rows() * columns;
    names = new RowNames(slot, vocabulary);
  }

  /** From now on reads the table from given parameters, and moves it by itself. */
  void open(float[] parameters, RowStep step, List<Example> examples) {
    long references = examples.stream().mapToLong(each -> names.in(each.features())).sum();
    int rows = slot.spec().rows();
    training = TableTraining.of(parameters, table, rows, columns, step, references, buffers);
    isLooked = false;
  }

  void step(int outputs) {
    if (training != null) {
      training.step(names, outputs, slot.output());
    }
  }

  void difference(float[] delta) {
    if (training != null) {
      training.rows().difference(delta);
    }
  }

  void close() {
    training = null;
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
    if (training == null || !isLooked) {
      names.look(parameters);
      isLooked = true;
    }
    names.collect(batch, width, count, training == null ? null : training.rows());
    if (training != null) {
      names.gather(training.rows().values(), values, outputs, slot.output());
    } else if (isCopied()) {
      names.gather(copied(parameters), values, outputs, slot.output());
    } else {
      FloatIndexer memory = memory(parameters);
      names.gather(at -> memory.get((long) at), values, outputs, slot.output());
    }
  }

  /**
   * Sets the table's gradient to that of the batch that went forward last; while a mini-epoch is
   * trained, keeps it for the next step.
   *
   * @param gradient the layer's
   * @param slopes derivative by the outputs, one row an example; stays as it is until that step
   */
  void backward(FloatPointer gradient, float[] slopes, int outputs) {
    if (training != null) {
      training.differentiated(slopes);
    } else if (isCopied()) {
      float[] heap = heap();
      Arrays.fill(heap, 0f);
      names.scatter(slopes, outputs, slot.output(), 1, heap);
      gradient.getPointer(table).put(heap, 0, tableLength);
    } else {
      Pointer.memset(gradient.getPointer(table), 0, (long) tableLength * Float.BYTES);
      FloatIndexer memory = memory(gradient);
      names.scatter(
          slopes,
          outputs,
          slot.output(),
          (at, value) -> memory.put((long) at, memory.get((long) at) + value));
    }
  }

  private boolean isCopied() {
    return tableLength / COPIED <= (long) names.size() * columns;
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
}
