package io.tributary.model.engine;

import io.tributary.model.layer.LayerNetwork;
import io.tributary.model.network.FieldTables;
import io.tributary.model.network.FieldValues;
import io.tributary.model.network.NetworkPlan;
import io.tributary.model.network.Shape;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes through layers computed by hand: several times as fast as Deeplearning4j's. */
final class LayerPasses implements Passes {
  private final InputBatch input;
  private final FlatVector parameters;
  private final FlatVector gradient;
  private final @Nullable FieldValues fields; // before the other layers
  private final LayerNetwork network;

  /** Through the layers of a plan that is {@linkplain #compute computed} here. */
  LayerPasses(NetworkPlan plan, InputBatch input, FlatVector parameters) {
    this.input = input;
    this.parameters = parameters;
    gradient = new FlatVector(parameters.length());
    fields = plan.fields().isEmpty() ? null : new FieldValues(plan.fields());
    int own = fields == null ? 0 : fields.length();
    network =
        new LayerNetwork(
            fields == null ? plan.input() : Shape.of(fields.outputs()),
            plan.specs(),
            parameters.pointer().getPointer(own),
            gradient.pointer().getPointer(own),
            fields != null && fields.isLearned());
    if (own + network.length() != parameters.length()) {
      throw new IllegalArgumentException(
          "%d parameters for layers of %d".formatted(parameters.length(), own + network.length()));
    }
  }

  /** Whether they compute a network: one of known layers, with no matrix before it, on a CPU. */
  static boolean compute(NetworkPlan plan, NetworkLayout layout) {
    return LayerNetwork.computes(plan.specs()) && !layout.isAligned() && !Cuda.isBuilt();
  }

  @Override
  public float[] infer(int count) {
    NativeUse.pass();
    return forward(count);
  }

  @Override
  public void differentiate(int count, OutputGradient loss) {
    NativeUse.pass();
    float[] outputs = forward(count);
    loss.replace(outputs);
    float[] byInput = network.backward(outputs, count);
    if (fields != null && byInput != null) {
      fields.backward(gradient.pointer(), byInput);
    }
  }

  private float[] forward(int count) {
    return network.forward(
        fields == null ? input.rows() : fields.forward(parameters.pointer(), input.rows(), count),
        count);
  }

  @Override
  public FieldTables tables() {
    return fields == null ? Passes.super.tables() : fields.tables();
  }

  @Override
  public INDArray gradient() {
    return gradient.array();
  }

  @Override
  public void close() {
    network.close();
    gradient.close();
  }
}
