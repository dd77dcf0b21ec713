package io.tributary.pytorch;

/** y = xW + b, W [in, out]. */
final class DenseStage implements Stage {
  private final int weights;
  private final int bias;
  private String input = "";

  /**
   * With parameters.
   *
   * @param weights index of W
   * @param bias index of b
   */
  DenseStage(int weights, int bias) {
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    input = in;
    return code.let("torch.addmm(p%d, %s, p%d)", bias, in, weights);
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    code.let("torch.mm(torch.t(%s), %s, out=g%d)", input, slope, weights);
    code.let("torch.sum(%s, [0], False, out=g%d)", slope, bias);
    return below ? code.let("torch.mm(%s, torch.t(p%d))", slope, weights) : "";
  }

  @Override
  public boolean learns() {
    return true;
  }
}
