package io.tributary.model.config;

import java.io.Serializable;

/**
 * What computes deltas, scores and predictions.
 *
 * @param type which engine
 * @param device where it computes
 */
public record EngineConfig(Type type, Device device) implements Serializable {

  /** When the file does not say. */
  public static final EngineConfig DEFAULT = new EngineConfig(Type.DL4J, Device.AUTO);

  /** The engines. */
  public enum Type {
    /** Deeplearning4j. */
    DL4J,
    /** PyTorch, a module of its own. */
    PYTORCH
  }

  /** Where an engine computes that can choose. */
  public enum Device {
    /** On a CUDA device where there is one, else on the CPU. */
    AUTO,
    /** On the CPU. */
    CPU,
    /** On CUDA devices, in turn where there are several. */
    CUDA
  }
}
