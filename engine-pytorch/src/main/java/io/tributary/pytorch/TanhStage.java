package io.tributary.pytorch;

/** Hyperbolic tangent. */
final class TanhStage implements Stage {
  private String output = "";

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    output = code.let("torch.tanh(%s)", in);
    return output;
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    return below ? code.let("torch.tanh_backward(%s, %s)", slope, output) : "";
  }

  @Override
  public boolean isSpent() {
    return false;
  }
}
