package io.tributary.model.network;

import io.tributary.model.field.FieldTensors;
import io.tributary.model.field.FieldTensors.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays the parameters of {@link FieldsLayer} out; embeddings begin as small normal numbers. */
final class FieldsInitializer implements ParamInitializer {

  private static final double DEVIATION = 0.1;

  private final FieldTensors tensors;

  FieldsInitializer(FieldTensors tensors) {
    this.tensors = tensors;
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return tensors.length();
  }

  @Override
  public long numParams(Layer layer) {
    return tensors.length();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return tensors.all().stream().map(Tensor::key).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return tensors.all().stream().filter(tensor -> !tensor.statistic()).map(Tensor::key).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialise) {
    Map<String, INDArray> parameters = views(view);
    for (Tensor tensor : tensors.all()) {
      configuration.addVariable(tensor.key());
      INDArray parameter = parameters.get(tensor.key());
      if (initialise && parameter != null) {
        parameter.assign(
            tensor.statistic()
                ? Nd4j.zeros(tensor.rows(), tensor.columns())
                : Nd4j.randn('c', tensor.rows(), tensor.columns()).muli(DEVIATION));
      }
    }
    return parameters;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    return views(view);
  }

  private Map<String, INDArray> views(INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    for (Tensor tensor : tensors.all()) {
      views.put(
          tensor.key(),
          flat.get(NDArrayIndex.interval(tensor.offset(), tensor.end()))
              .reshape('c', tensor.rows(), tensor.columns()));
    }
    return views;
  }
}
