package io.tributary.model.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A square matrix before a task's network (Wu, Zhang, Ré 2020, arXiv 2005.00944, algorithm 1): the
 * network sees z = xR for each input x, in the input's own shape. R is private to the task and lies
 * behind its head, so that the flat parameters are [trunk | head | R].
 */
final class Alignment implements AutoCloseable {

  private final InputBatch input;
  private final InputBatch aligned;
  private final FlatVector parameters;
  private final FlatVector gradient;
  private final FlatVector slopes;
  private final int from;

  /**
   * Of one task's network.
   *
   * @param input where its inputs are put
   * @param parameters of [trunk | head | R]
   * @param from where R starts in them
   */
  Alignment(InputBatch input, FlatVector parameters, int from) {
    this.input = input;
    this.parameters = parameters;
    this.from = from;
    aligned = input.another();
    gradient = new FlatVector(parameters.length());
    slopes = new FlatVector(input.capacity() * input.features());
  }

  /** What the network sees of the first inputs that were put, valid until the next call. */
  INDArray apply(int count) {
    input.first(count);
    aligned.memory().multiply(input.memory(), count, parameters, from, input.features());
    return aligned.inMemory(count);
  }

  /** The gradient over [trunk | head | R]. */
  INDArray gradient() {
    return gradient.array();
  }

  /**
   * Sets the gradient to that of the batch that was applied last.
   *
   * @param network gradient over [trunk | head]
   * @param byInput derivative of the loss by what the network saw
   */
  void differentiate(INDArray network, INDArray byInput) {
    slopes.set(TaskNetwork.rows(byInput));
    int rows = (int) byInput.size(0);
    gradient.clear();
    gradient.add(1, network, 0, from);
    gradient.multiplyTransposed(from, input.memory(), slopes, rows, input.features());
  }

  @Override
  public void close() {
    slopes.close();
    gradient.close();
    aligned.close();
  }
}
