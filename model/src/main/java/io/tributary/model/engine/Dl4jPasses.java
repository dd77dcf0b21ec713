package io.tributary.model.engine;

import io.tributary.model.network.FieldTables;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes by Deeplearning4j, which knows every layer, and with a matrix before the network. */
final class Dl4jPasses implements Passes {
  private final TaskNetwork network;
  private final InputBatch input;
  private final @Nullable Alignment alignment;
  private final FlatVector slot;

  /**
   * Through a network.
   *
   * @param alignment before it, or null; it stays its owner's to close
   */
  Dl4jPasses(TaskNetwork network, InputBatch input, @Nullable Alignment alignment, int outputs) {
    this.network = network;
    this.input = input;
    this.alignment = alignment;
    slot = new FlatVector(input.capacity() * outputs);
  }

  @Override
  public float[] infer(int count) {
    return network.infer(first(count));
  }

  @Override
  public void differentiate(int count, OutputGradient loss) {
    INDArray byInput = network.differentiate(first(count), slot, alignment != null, loss);
    if (alignment != null && byInput != null) {
      alignment.differentiate(network.getFlattenedGradients(), byInput);
      byInput.close();
    }
  }

  @Override
  public FieldTables tables() {
    return FieldTables.of(network.getLayer(0));
  }

  @Override
  public INDArray gradient() {
    return alignment == null ? network.getFlattenedGradients() : alignment.gradient();
  }

  /** What the network sees of the first inputs that were put. */
  private INDArray first(int count) {
    return alignment == null ? input.first(count) : alignment.apply(count);
  }

  @Override
  public void close() {
    slot.close();
    network.close();
  }
}
