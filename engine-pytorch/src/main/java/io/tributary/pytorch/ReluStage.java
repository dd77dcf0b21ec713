package io.tributary.pytorch;

/** max(0, x), in the place of x where nobody needs that any more. */
final class ReluStage implements Stage {
  private final boolean inPlace;
  private String output = "";

  ReluStage(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    output = code.let("torch.relu%s(%s)", inPlace ? "_" : "", in);
    return output;
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    return below ? code.let("torch.threshold_backward(%s, %s, 0)", slope, output) : "";
  }

  @Override
  public boolean isSpent() {
    return false;
  }
}
