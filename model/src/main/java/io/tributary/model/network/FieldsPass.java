package io.tributary.model.network;

import io.tributary.model.field.FieldRow;
import org.bytedeco.javacpp.FloatPointer;
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
 * {@link FieldsLayer} at work in Deeplearning4j. A batch of rows comes in, what is made of it goes
 * out, both row-major. It has no gradient by its input.
 */
final class FieldsPass extends BaseLayer<FieldsLayer> {
  private static final long serialVersionUID = 1;

  private final transient FieldValues fields;
  private final int width;
  private transient float[] rows = new float[0];
  private transient float[] slopes = new float[0];

  FieldsPass(NeuralNetConfiguration configuration, FieldRow fields) {
    super(configuration, DataType.FLOAT);
    this.fields = new FieldValues(fields);
    width = fields.width();
  }

  FieldTables tables() {
    return fields.tables();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int count = (int) input.size(0);
    rows = read(input, count * width, rows);
    FloatPointer parameters = (FloatPointer) paramsFlattened.data().addressPointer();
    float[] values = fields.forward(parameters, rows, count);
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {count, fields.outputs()}, 'c');
    ((FloatPointer) result.data().addressPointer()).put(values, 0, count * fields.outputs());
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int count = (int) epsilon.size(0);
    slopes = read(epsilon, count * fields.outputs(), slopes);
    fields.backward((FloatPointer) gradientsFlattened.data().addressPointer(), slopes);
    Gradient result = new DefaultGradient();
    gradientViews.forEach(result::setGradientFor);
    return new Pair<>(result, null);
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
