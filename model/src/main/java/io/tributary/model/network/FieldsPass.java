package io.tributary.model.network;

import io.tributary.model.field.FieldHash;
import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import io.tributary.model.field.VocabularyIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link FieldsLayer} at work, in plain loops over the memory of parameters and gradients. A batch
 * of rows comes in, what is made of it goes out, both row-major. It has no gradient by its input.
 */
final class FieldsPass extends BaseLayer<FieldsLayer> {
  private static final long serialVersionUID = 1;

  private static final float CLIP = 10;

  private final transient List<FieldRow.Slot> slots;
  private final transient Map<String, Tensor> tensors;
  private final transient @Nullable VocabularyIndex[] vocabularies;
  private final transient float[][] vocabularyValues;
  private final int width;
  private final int outputs;
  private final int length;
  private transient float[] rows = new float[0];
  private transient float[] values = new float[0];

  FieldsPass(NeuralNetConfiguration configuration, FieldRow fields) {
    super(configuration, DataType.FLOAT);
    FieldTensors all = FieldTensors.of(fields);
    slots = fields.slots();
    tensors = all.byKey();
    vocabularies = new VocabularyIndex[slots.size()];
    vocabularyValues = new float[slots.size()][0];
    width = fields.width();
    outputs = fields.outputs();
    length = all.length();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int count = (int) input.size(0);
    rows = read(input, count * width, rows);
    values = new float[count * outputs];
    FloatIndexer parameters = indexer(paramsFlattened);
    for (int i = 0; i < slots.size(); i++) {
      FieldRow.Slot slot = slots.get(i);
      if (slot.spec() instanceof Numeric) {
        standardise(slot, parameters, count);
      } else {
        if (slot.spec() instanceof Categorical category && category.isLearned()) {
          look(i, category);
        }
        Table table = new Table(parameters, start(slot), slot.spec().outputs());
        for (int e = 0; e < count; e++) {
          embed(i, e, table, false);
        }
      }
    }
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {count, outputs}, 'c');
    ((FloatPointer) result.data().addressPointer()).put(values, 0, values.length);
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int count = (int) epsilon.size(0);
    INDArray rowMajor = epsilon.ordering() == 'c' && !epsilon.isView() ? epsilon : epsilon.dup('c');
    values = read(rowMajor, count * outputs, values);
    Pointer.memset(gradientsFlattened.data().addressPointer(), 0, (long) length * Float.BYTES);
    FloatIndexer gradient = indexer(gradientsFlattened);
    for (int i = 0; i < slots.size(); i++) {
      FieldRow.Slot slot = slots.get(i);
      if (!(slot.spec() instanceof Numeric)) {
        Table table = new Table(gradient, start(slot), slot.spec().outputs());
        for (int e = 0; e < count; e++) {
          embed(i, e, table, true);
        }
      }
    }
    Gradient result = new DefaultGradient();
    gradientViews.forEach(result::setGradientFor);
    return new Pair<>(result, null);
  }

  /** Numbers of one field: (x − mean) / deviation, 0 while no two different ones were seen. */
  private void standardise(FieldRow.Slot slot, FloatIndexer parameters, int count) {
    int number = slot.output() / 2;
    double mean = parameters.get(tensor(FieldTensors.MEAN).offset() + number);
    double variance = parameters.get(tensor(FieldTensors.VARIANCE).offset() + number);
    double factor = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (int e = 0; e < count; e++) {
      float x = rows[e * width + slot.offset()];
      int at = e * outputs + slot.output();
      if (Float.isNaN(x)) {
        values[at + 1] = 1;
      } else {
        values[at] = (float) Math.max(-CLIP, Math.min(CLIP, (x - mean) * factor));
      }
    }
  }

  /** One field of one example: forward from its table, or back into the table's gradient. */
  private void embed(int index, int example, Table table, boolean back) {
    FieldRow.Slot slot = slots.get(index);
    int from = example * width + slot.offset();
    int to = example * outputs + slot.output();
    if (slot.spec() instanceof Categorical category) {
      move(table, row(index, category, from), 1, to, back);
    } else if (slot.spec() instanceof Text text) {
      int count = 0;
      while (count < text.length() && rows[from + count] != 0) {
        count++;
      }
      for (int i = 0; i < count; i++) {
        move(table, (int) rows[from + i] - 1, 1f / count, to, back);
      }
    } else if (slot.spec() instanceof Sparse sparse) {
      for (int i = 0; i < sparse.entries() && rows[from + 2 * i] != 0; i++) {
        move(table, (int) rows[from + 2 * i] - 1, rows[from + 2 * i + 1], to, back);
      }
    }
  }

  private int row(int index, Categorical category, int from) {
    long hash = FieldHash.of(rows[from], rows[from + 1]);
    if (category.isLearned()) {
      return hash == 0
          ? Categorical.MISSING
          : Objects.requireNonNull(vocabularies[index]).row(hash);
    }
    return hash == 0 ? 0 : 1 + FieldHash.bucket(hash, category.buckets());
  }

  private void move(Table table, int row, float factor, int at, boolean back) {
    if (back) {
      table.add(row, factor, values, at);
    } else {
      table.addTo(row, factor, values, at);
    }
  }

  /** Embeddings, or their gradient, in native memory. */
  private record Table(FloatIndexer memory, int start, int columns) {

    /** values += factor · row. */
    void addTo(int row, float factor, float[] values, int at) {
      long from = start + (long) row * columns;
      for (int j = 0; j < columns; j++) {
        values[at + j] += factor * memory.get(from + j);
      }
    }

    /** row += factor · values. */
    void add(int row, float factor, float[] values, int at) {
      long to = start + (long) row * columns;
      for (int j = 0; j < columns; j++) {
        memory.put(to + j, memory.get(to + j) + factor * values[at + j]);
      }
    }
  }

  /** Sees whether a vocabulary has changed since the last batch. */
  private void look(int index, Categorical category) {
    float[] now = new float[2 * category.values()];
    Tensor tensor = tensor(FieldTensors.vocabulary(slots.get(index)));
    FloatPointer parameters = (FloatPointer) paramsFlattened.data().addressPointer();
    parameters.getPointer(tensor.offset()).get(now, 0, now.length);
    if (vocabularies[index] == null || !Arrays.equals(now, vocabularyValues[index])) {
      vocabularies[index] = new VocabularyIndex(now, 0, category.values());
      vocabularyValues[index] = now;
    }
  }

  private int start(FieldRow.Slot slot) {
    return tensor(FieldTensors.table(slot)).offset();
  }

  private Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }

  private FloatIndexer indexer(INDArray flat) {
    FloatPointer pointer = new FloatPointer(flat.data().addressPointer());
    pointer.capacity(length); // ND4J's pointers do not know it
    return FloatIndexer.create(pointer);
  }

  private static float[] read(INDArray array, int count, float[] reused) {
    boolean rowMajor = array.stride(1) == 1 && array.stride(0) == array.size(1);
    INDArray source = rowMajor ? array : array.dup('c');
    float[] values = reused.length == count ? reused : new float[count];
    ((FloatPointer) source.data().addressPointer()).get(values, 0, count);
    return values;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
