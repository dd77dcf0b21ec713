package io.tributary.model.network;

import io.tributary.model.field.FieldRow;
import io.tributary.model.field.FieldTensors;
import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layer before the trunk's own that makes numbers of field rows: standardised numbers with a
 * flag for a missing one, and embeddings of everything else.
 */
public final class FieldsLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1;

  private final FieldRow fields;

  /** Of a model's fields. */
  FieldsLayer(FieldRow fields) {
    this.fields = fields;
    setNIn(fields.width());
    setNOut(fields.outputs());
  }

  FieldRow fields() {
    return fields;
  }

  /** Whether a parameter is a statistic. */
  public boolean isStatistic(String key) {
    FieldTensors.Tensor tensor = FieldTensors.of(fields).byKey().get(key);
    return tensor != null && tensor.statistic();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    FieldsPass pass = new FieldsPass(configuration, fields);
    pass.setIndex(index);
    pass.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialise);
    pass.setParamTable(table);
    pass.setConf(configuration);
    return pass;
  }

  @Override
  public ParamInitializer initializer() {
    return new FieldsInitializer(FieldTensors.of(fields));
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    throw new UnsupportedOperationException("nothing asks for it");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldsLayer layer && super.equals(other) && fields.equals(layer.fields);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof FieldsLayer;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + fields.hashCode();
  }
}
