package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import io.tributary.model.Example;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Inputs packed into one reused tensor; shared by the networks of an engine, used by one at a time.
 */
final class Batch implements AutoCloseable {
  private final int capacity;
  private final int features;
  private final Tensor rows;
  private final FloatBuffer view;

  /**
   * Room for a batch.
   *
   * @param input shape of one input
   */
  Batch(PtNDManager manager, int capacity, List<Integer> input) {
    this.capacity = capacity;
    long[] shape = new long[input.size() + 1];
    shape[0] = capacity;
    int length = 1;
    for (int i = 0; i < input.size(); i++) {
      shape[i + 1] = input.get(i);
      length *= input.get(i);
    }
    features = length;
    rows = Tensor.host(manager, shape);
    view = rows.view();
  }

  int capacity() {
    return capacity;
  }

  /** For scripts. */
  Tensor rows() {
    return rows;
  }

  void put(int index, float[] input) {
    view.put(index * features, input, 0, features);
  }

  void put(List<Example> examples) {
    for (int i = 0; i < examples.size(); i++) {
      put(i, examples.get(i).features());
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
