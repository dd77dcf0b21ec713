package io.tributary.model.network;

import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
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

  private final transient List<FieldRow.Slot> numbers;
  private final transient List<FieldEmbedding> embeddings;
  private final transient FieldTables tables;
  private final transient Map<String, Tensor> tensors;
  private final int width;
  private final int outputs;
  private final int length;
  private final int learned; // elements of the tables, before the statistics
  private transient float[] rows = new float[0];
  private transient float[] slopes = new float[0];

  FieldsPass(NeuralNetConfiguration configuration, FieldRow fields) {
    super(configuration, DataType.FLOAT);
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
    tables = new FieldTables(embeddings, learned);
  }

  FieldTables tables() {
    return tables;
  }

  private FieldEmbedding embedding(FieldRow.Slot slot) {
    Tensor vocabulary = tensors.get(FieldTensors.vocabulary(slot));
    int table = tensor(FieldTensors.table(slot)).offset();
    return new FieldEmbedding(slot, table, vocabulary == null ? 0 : vocabulary.offset());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int count = (int) input.size(0);
    rows = read(input, count * width, rows);
    float[] values = new float[count * outputs];
    FloatPointer parameters = (FloatPointer) paramsFlattened.data().addressPointer();
    if (!numbers.isEmpty()) {
      float[] means = statistic(FieldTensors.MEAN, parameters);
      float[] variances = statistic(FieldTensors.VARIANCE, parameters);
      for (int i = 0; i < means.length; i++) {
        standardise(numbers.get(i), means[i], variances[i], values, count);
      }
    }
    for (FieldEmbedding embedding : embeddings) {
      embedding.forward(parameters, rows, width, values, outputs, count);
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
    slopes = read(epsilon, count * outputs, slopes);
    FloatPointer gradient = (FloatPointer) gradientsFlattened.data().addressPointer();
    long rest = (long) length - learned;
    Pointer.memset(gradient.getPointer(learned), 0, rest * Float.BYTES);
    for (FieldEmbedding embedding : embeddings) {
      embedding.backward(gradient, slopes, outputs, count);
    }
    Gradient result = new DefaultGradient();
    gradientViews.forEach(result::setGradientFor);
    return new Pair<>(result, null);
  }

  /** Numbers of one field: (x − mean) / deviation, 0 while no two different ones were seen. */
  private void standardise(
      FieldRow.Slot slot, double mean, double variance, float[] values, int count) {
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
    float[] values = new float[numbers.size()];
    parameters.getPointer(tensor(key).offset()).get(values, 0, values.length);
    return values;
  }

  private Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
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
