package io.tributary.model.network;

import java.io.Serializable;
import java.util.List;

/** The layers of a trunk or of a head. */
public sealed interface NetworkSpec extends Serializable {

  /**
   * A list of layers.
   *
   * @param layers first to last; a head's list may be empty: its last dense layer is implied
   */
  record Layers(List<LayerSpec> layers) implements NetworkSpec {
    public Layers {
      layers = List.copyOf(layers);
    }
  }

  /**
   * A Deeplearning4j MultiLayerConfiguration.
   *
   * @param file where it was read from, for messages
   * @param json its text
   */
  record Dl4j(String file, String json) implements NetworkSpec {}
}
