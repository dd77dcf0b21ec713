package io.tributary.model.network;

import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * What is made of a batch of field rows, and the way back, in plain loops over the memory of the
 * layer's parameters and gradient. There is no derivative by the rows.
 */
public final class FieldValues {

  private static final float CLIP = 10;

  private final List<FieldRow.Slot> numbers;
  private final List<FieldEmbedding> embeddings;
  private final FieldTables tables;
  private final Map<String, Tensor> tensors;
  private final int width;
  private final int outputs;
  private final int length;
  private final int learned; // elements of the tables, before the statistics
  private float[] values = new float[0];

  /** Of a model's fields. */
  public FieldValues(FieldRow fields) {
    FieldTensors all = FieldTensors.of(fields);
    tensors = all.byKey();
    width = fields.width();
    outputs = fields.outputs();
    length = all.length();
    learned =
        all.all().stream().filter(tensor -> !tensor.statistic()).mapToInt(Tensor::length).sum();
    numbers = fields.slots().stream().filter(slot -> slot.spec() instanceof Numeric).toList();
    embeddings =
        fields.slots().stream()
            .filter(slot -> !(slot.spec() instanceof Numeric))
            .map(this::embedding)
            .toList();
    tables = new FieldTables(embeddings, learned, outputs);
  }

  private FieldEmbedding embedding(FieldRow.Slot slot) {
    Tensor vocabulary = tensors.get(FieldTensors.vocabulary(slot));
    int table = tensor(FieldTensors.table(slot)).offset();
    return new FieldEmbedding(slot, table, vocabulary == null ? 0 : vocabulary.offset());
  }

  /** The embedding tables, and how they are trained. */
  public FieldTables tables() {
    return tables;
  }

  /** Elements of the layer's parameters: tables and statistics. */
  public int length() {
    return length;
  }

  /** Elements of one example's output. */
  public int outputs() {
    return outputs;
  }

  /** Whether the pass back is wanted: not for numbers alone, which have no parameters. */
  public boolean isLearned() {
    return learned > 0;
  }

  /**
   * The outputs for a batch.
   *
   * @param parameters the layer's
   * @param rows of fields, one after the other, perhaps more of them
   * @param count examples
   * @return rows of outputs, perhaps more of them, valid until the next pass
   */
  public float[] forward(FloatPointer parameters, float[] rows, int count) {
    if (values.length < count * outputs) {
      values = new float[count * outputs];
    } else {
      Arrays.fill(values, 0, count * outputs, 0f);
    }
    if (!numbers.isEmpty()) {
      float[] means = statistic(FieldTensors.MEAN, parameters);
      float[] variances = statistic(FieldTensors.VARIANCE, parameters);
      for (int i = 0; i < means.length; i++) {
        standardise(numbers.get(i), means[i], variances[i], rows, count);
      }
    }
    for (FieldEmbedding embedding : embeddings) {
      embedding.forward(parameters, rows, width, values, outputs, count);
    }
    return values;
  }

  /**
   * The pass back of the batch that went forward last.
   *
   * @param gradient the layer's: set, or, while tables are open, all but them
   * @param slopes the loss's derivative by the outputs; while tables are open it stays as it is
   *     until their step
   */
  public void backward(FloatPointer gradient, float[] slopes) {
    long rest = (long) length - learned;
    Pointer.memset(gradient.getPointer(learned), 0, rest * Float.BYTES);
    for (FieldEmbedding embedding : embeddings) {
      embedding.backward(gradient, slopes, outputs);
    }
  }

  /** Numbers of one field: (x − mean) / deviation, 0 while no two different ones were seen. */
  private void standardise(
      FieldRow.Slot slot, double mean, double variance, float[] rows, int count) {
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

  private float[] statistic(String key, FloatPointer parameters) {
    float[] statistic = new float[numbers.size()];
    parameters.getPointer(tensor(key).offset()).get(statistic, 0, statistic.length);
    return statistic;
  }

  private Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }
}
