package io.tributary.pytorch;

import io.tributary.model.network.LayerSpec;

/** Cross-correlation, W [out, in, kernel, kernel]. */
final class ConvStage implements Stage {
  private final LayerSpec.Conv2d spec;
  private final int weights;
  private final int bias;
  private String input = "";

  /**
   * With parameters.
   *
   * @param weights index of W
   * @param bias index of b
   */
  ConvStage(LayerSpec.Conv2d spec, int weights, int bias) {
    this.spec = spec;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    input = in;
    return code.let(
        "torch.conv2d(%s, p%d, p%d, [%d, %d], [%d, %d], [1, 1], 1)",
        in, weights, bias, spec.stride(), spec.stride(), spec.padding(), spec.padding());
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    String byInput = code.fresh();
    String byWeights = code.fresh();
    String byBias = code.fresh();
    code.line(
        "%s, %s, %s, = torch.convolution_backward(%s, %s, p%d, [%d], [%d, %d], [%d, %d], [1, 1],"
            + " False, [0, 0], 1, [%s, True, True])",
        byInput,
        byWeights,
        byBias,
        slope,
        input,
        weights,
        spec.filters(),
        spec.stride(),
        spec.stride(),
        spec.padding(),
        spec.padding(),
        below ? "True" : "False");
    code.let("torch.copy_(g%d, %s)", weights, byWeights);
    code.let("torch.copy_(g%d, %s)", bias, byBias);
    return byInput;
  }

  @Override
  public boolean learns() {
    return true;
  }
}
