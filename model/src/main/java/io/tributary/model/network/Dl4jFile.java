package io.tributary.model.network;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * A Deeplearning4j MultiLayerConfiguration as a trunk or a head. Its layers are taken with their
 * initial weights, activations, dropout and names; its updaters, losses and training schedule are
 * not: those are the configuration's.
 */
final class Dl4jFile {
  private final NetworkSpec.Dl4j source;

  Dl4jFile(NetworkSpec.Dl4j source) {
    this.source = source;
  }

  void addTo(NetworkStack stack, String place) {
    MultiLayerConfiguration read = read();
    int count = read.getConfs().size();
    for (int i = 0; i < count; i++) {
      Layer layer = read.getConf(i).getLayer().clone();
      String kind = layer.getClass().getSimpleName();
      if (layer instanceof OutputLayer output) {
        layer = asDense(output, i == count - 1 && place.startsWith("head."), place);
      }
      refuseExtras(layer, "%s: %s, layer %d (%s)".formatted(source.file(), place, i, kind));
      layer.setLayerName(name(place, i, kind, layer.getLayerName()));
      try {
        stack.push(layer, read.getInputPreProcess(i));
      } catch (RuntimeException e) {
        throw new NetworkException(
            "%s: %s, layer %d (%s): %s".formatted(source.file(), place, i, kind, firstLine(e)), e);
      }
    }
  }

  private MultiLayerConfiguration read() {
    try {
      return MultiLayerConfiguration.fromJson(source.json());
    } catch (RuntimeException e) {
      throw new NetworkException(
          source.file() + ": not a Deeplearning4j MultiLayerConfiguration: " + firstLine(e), e);
    }
  }

  /** The last layer of a head, without its loss and activation: the task's type brings those. */
  private Layer asDense(OutputLayer output, boolean mayBe, String place) {
    if (!mayBe) {
      throw new NetworkException(
          source.file() + ": " + place + " has an output layer before the end of the head");
    }
    DenseLayer dense = new DenseLayer.Builder().nOut(output.getNOut()).build();
    dense.setActivationFn(new ActivationIdentity());
    dense.setWeightInitFn(output.getWeightInitFn());
    dense.setBiasInit(output.getBiasInit());
    dense.setHasBias(output.hasBias());
    dense.setIDropout(output.getIDropout());
    dense.setLayerName(output.getLayerName());
    return dense;
  }

  private static void refuseExtras(Layer layer, String where) {
    boolean regularised =
        layer instanceof BaseLayer base
            && !(isEmpty(base.getRegularization()) && isEmpty(base.getRegularizationBias()));
    if (regularised || !isEmpty(layer.getConstraints())) {
      throw new NetworkException(
          where + ": regularisation and constraints are not supported, take them out");
    }
  }

  private static boolean isEmpty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }

  private static String name(String place, int index, String kind, String own) {
    boolean named = own != null && !own.isBlank() && !own.startsWith("layer");
    String last = named ? own.replace('.', '_') : index + "-" + kind.toLowerCase(Locale.ROOT);
    return place + "." + last;
  }

  private static String firstLine(Throwable e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
