package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What dropout multiplies by. Java draws it, from a seed of the mini-epoch, so that it is the same
 * on every device and whatever other threads do.
 */
final class Masks implements AutoCloseable {
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<FloatBuffer> views = new ArrayList<>();
  private final List<Integer> widths;
  private final List<Double> rates;
  private final IValue list;

  /**
   * Of one network.
   *
   * @param widths numbers of each mask for one example
   * @param rates share that each zeroes
   */
  Masks(
      PtNDManager manager, Script network, int capacity, List<Integer> widths, List<Double> rates) {
    this.widths = widths;
    this.rates = rates;
    for (int width : widths) {
      Tensor tensor = Tensor.host(manager, capacity, width);
      tensors.add(tensor);
      views.add(tensor.view());
    }
    list =
        tensors.isEmpty()
            ? network.get("nothing", 0)
            : IValue.listFrom(tensors.stream().map(Tensor::array).toArray(PtNDArray[]::new));
  }

  /** For scripts. */
  IValue list() {
    return list;
  }

  /** Draws those of the next batch. */
  void draw(SplittableRandom random, int examples) {
    for (int i = 0; i < views.size(); i++) {
      double rate = rates.get(i);
      float kept = (float) (1 / (1 - rate));
      float[] row = new float[examples * widths.get(i)];
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble() < rate ? 0 : kept;
      }
      views.get(i).put(0, row);
    }
  }

  @Override
  public void close() {
    list.close();
    tensors.forEach(Tensor::close);
  }
}
