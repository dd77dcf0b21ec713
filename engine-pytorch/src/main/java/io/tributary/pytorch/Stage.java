package io.tributary.pytorch;

/**
 * One layer as lines of TorchScript. Forward and backward are written one after the other into the
 * same method, so that the way back may use what the way forward named.
 */
interface Stage {

  /** What a pass is for. */
  enum Mode {
    /** The outputs of inference alone. */
    INFER,
    /** The gradient of training. */
    TRAIN,
    /** The gradient of inference: nothing dropped, statistics fixed. */
    FIXED
  }

  /**
   * Writes the way forward.
   *
   * @param in name of what comes in, one row an example
   * @param n name of the number of examples
   * @return name of what goes out
   */
  String forward(Code code, String in, String n, Mode mode);

  /**
   * Writes the way back, gradients into their places included.
   *
   * @param slope name of the derivative by what went out
   * @param below whether the derivative by what came in is wanted
   * @return its name; without a meaning when it is not wanted
   */
  String backward(Code code, String slope, boolean below);

  /**
   * Whether what goes out may be overwritten by the next layer: nothing on the way back needs it.
   */
  default boolean isSpent() {
    return true;
  }

  /** Whether it has parameters that learn. */
  default boolean learns() {
    return false;
  }
}
