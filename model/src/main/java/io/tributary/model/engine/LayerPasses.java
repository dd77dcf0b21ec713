package io.tributary.model.engine;

import io.tributary.model.layer.LayerNetwork;
import io.tributary.model.network.NetworkPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes through layers computed by hand: several times as fast as Deeplearning4j's. */
final class LayerPasses implements Passes {
  private final InputBatch input;
  private final FlatVector gradient;
  private final LayerNetwork network;

  /** Through the layers of a plan that is {@linkplain #compute computed} here. */
  LayerPasses(NetworkPlan plan, InputBatch input, FlatVector parameters) {
    this.input = input;
    gradient = new FlatVector(parameters.length());
    network =
        new LayerNetwork(plan.input(), plan.specs(), parameters.pointer(), gradient.pointer());
    if (network.length() != parameters.length()) {
      throw new IllegalArgumentException(
          "%d parameters for layers of %d".formatted(parameters.length(), network.length()));
    }
  }

  /** Whether they compute a network: one of known layers, with nothing before it, on a CPU. */
  static boolean compute(NetworkPlan plan, NetworkLayout layout) {
    return LayerNetwork.computes(plan.specs()) && !layout.isAligned() && !Cuda.isBuilt();
  }

  @Override
  public float[] infer(int count) {
    NativeUse.pass();
    return network.forward(input.rows(), count);
  }

  @Override
  public void differentiate(int count, OutputGradient loss) {
    NativeUse.pass();
    float[] outputs = network.forward(input.rows(), count);
    loss.replace(outputs);
    network.backward(outputs, count);
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
