package io.tributary.model.engine;

import io.tributary.model.network.FieldTables;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes of batches through one task's network, over the worker's parameters and inputs. */
interface Passes extends AutoCloseable {

  /** Turns outputs, in place, into the loss's derivative by them. */
  @FunctionalInterface
  interface OutputGradient {
    /** Row-major, one row an example; perhaps with more rows. */
    void replace(float[] outputs);
  }

  /** The outputs for the first inputs, in inference mode; as {@link OutputGradient} has them. */
  float[] infer(int count);

  /** One pass of the first inputs forward in training mode and back; sets the gradient. */
  void differentiate(int count, OutputGradient loss);

  /** The tables of fields; while they are open, the gradient leaves them out. */
  default FieldTables tables() {
    return FieldTables.none();
  }

  /** The gradient over [trunk | head]. */
  INDArray gradient();

  @Override
  void close();
}
