package io.tributary.model.network;

import io.tributary.model.Task;
import io.tributary.model.field.FieldRow;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * The network of one task: the trunk, and the task's head with its output layer.
 *
 * <p>The last layer gives logits (or the standardised value) without an activation; the loss is the
 * task type's own affair. Layers are named {@code trunk.<index>-<kind>} and {@code
 * head.<task>.<index>-<kind>} by their place in the layer list, and the implied last one {@code
 * head.<task>.output}; a layer of a Deeplearning4j file keeps its own name if it has one. Initial
 * weights are Glorot's (Glorot and Bengio 2010): normal, of variance 2 / (fan in + fan out); biases
 * are 0.
 *
 * @param configuration for Deeplearning4j, with every size filled in
 * @param trunkLayers how many of its layers are the trunk's
 * @param input shape of one input
 * @param fields that the layer before the trunk's own takes in; none for plain arrays
 * @param specs the other layers as they were given, the implied last one among them; none where
 *     they come from a Deeplearning4j file
 */
public record NetworkPlan(
    MultiLayerConfiguration configuration,
    int trunkLayers,
    Shape input,
    FieldRow fields,
    List<LayerSpec> specs) {

  public NetworkPlan {
    specs = List.copyOf(specs);
  }

  /**
   * Plans the network of one task.
   *
   * @param input shape of one input
   * @param fields the named inputs that a layer before the trunk's takes in; none for plain arrays
   * @throws NetworkException in one line that names the layer that cannot be
   */
  public static NetworkPlan of(
      List<Integer> input, FieldRow fields, NetworkSpec trunk, NetworkSpec head, Task task) {
    Shape shape = new Shape(input);
    NetworkStack stack = new NetworkStack(shape);
    if (!fields.isEmpty()) {
      stack.add(fields, "trunk.fields");
    }
    stack.add(trunk, "trunk");
    int trunkLayers = stack.size();
    String place = "head." + task.name();
    stack.add(head, place);
    LayerSpec output = new LayerSpec.Dense(task.type().outputs());
    if (head instanceof NetworkSpec.Layers) {
      stack.add(output, place + ".output");
    }
    stack.requireOutputs(task.type().outputs(), place);
    List<LayerSpec> specs = new ArrayList<>();
    if (trunk instanceof NetworkSpec.Layers below && head instanceof NetworkSpec.Layers above) {
      specs.addAll(below.layers());
      specs.addAll(above.layers());
      specs.add(output);
    }
    return new NetworkPlan(stack.build(), trunkLayers, shape, fields, specs);
  }
}
