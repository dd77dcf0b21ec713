package io.tributary.model.network;

import io.tributary.model.field.FieldRow;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** Layers put one on the other, each told the shape below it. */
final class NetworkStack {
  private final List<Layer> layers = new ArrayList<>();
  private final List<@Nullable InputPreProcessor> adapters = new ArrayList<>();
  private InputType shape;
  private boolean flattenNext;

  NetworkStack(Shape input) {
    shape = type(input);
  }

  int size() {
    return layers.size();
  }

  void add(NetworkSpec spec, String place) {
    if (spec instanceof NetworkSpec.Layers list) {
      shape().after(list.layers(), place);
      for (int i = 0; i < list.layers().size(); i++) {
        LayerSpec layer = list.layers().get(i);
        add(layer, place + "." + i + "-" + LayerTranslation.kind(layer));
      }
    } else if (spec instanceof NetworkSpec.Dl4j dl4j) {
      new Dl4jFile(dl4j).addTo(this, place);
    }
  }

  void add(LayerSpec spec, String name) {
    if (spec instanceof LayerSpec.Flatten) {
      flattenNext = shape.getType() == InputType.Type.CNN;
      return;
    }
    Layer layer = LayerTranslation.of(spec, shape().isImage() && !flattenNext);
    layer.setLayerName(name);
    push(layer, null);
  }

  void add(FieldRow fields, String name) {
    FieldsLayer layer = new FieldsLayer(fields);
    layer.setLayerName(name);
    push(layer, null);
  }

  /** Adds a layer, with what adapts the shape below to it, or null for the usual adapter. */
  void push(Layer layer, @Nullable InputPreProcessor given) {
    InputPreProcessor adapter = given;
    if (flattenNext) {
      InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) shape;
      adapter =
          new CnnToFeedForwardPreProcessor(
              image.getHeight(), image.getWidth(), image.getChannels());
      flattenNext = false;
    } else if (adapter == null) {
      adapter = layer.getPreProcessorForInputType(shape);
    }
    if (adapter != null) {
      shape = adapter.getOutputType(shape);
    }
    layer.setNIn(shape, true);
    shape = layer.getOutputType(layers.size(), shape);
    layers.add(layer);
    adapters.add(adapter);
  }

  void requireOutputs(int outputs, String place) {
    if (shape().length() != outputs || shape().isImage()) {
      throw new NetworkException(
          "%s: the task has %d outputs, its network ends with %s"
              .formatted(place, outputs, shape().dimensions()));
    }
  }

  MultiLayerConfiguration build() {
    var list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.IDENTITY)
            .updater(new NoOp()) // the engine applies the optimizer itself
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list()
            .validateOutputLayerConfig(false);
    for (int i = 0; i < layers.size(); i++) {
      list.layer(i, layers.get(i));
      InputPreProcessor adapter = adapters.get(i);
      if (adapter != null) {
        list.inputPreProcessor(i, adapter);
      }
    }
    return list.build();
  }

  private Shape shape() {
    if (shape instanceof InputType.InputTypeConvolutional image) {
      return Shape.of((int) image.getChannels(), (int) image.getHeight(), (int) image.getWidth());
    }
    if (shape instanceof InputType.InputTypeFeedForward row) {
      return Shape.of((int) row.getSize());
    }
    throw new NetworkException(
        "layers hand on rows or images, not " + shape + ": recurrent networks are not supported");
  }

  private static InputType type(Shape shape) {
    List<Integer> dimensions = shape.dimensions();
    return shape.isImage()
        ? InputType.convolutional(dimensions.get(1), dimensions.get(2), dimensions.get(0))
        : InputType.feedForward(dimensions.get(0));
  }
}
