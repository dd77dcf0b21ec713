package io.tributary.pytorch;

/** Times a mask of zeros and 1 / keep, which Java draws: one number a unit, or a channel. */
final class DropoutStage implements Stage {
  private final int mask;
  private final boolean channels;
  private boolean active;
  private String factors = "";

  /**
   * With a mask.
   *
   * @param mask its index among the masks
   * @param channels whether it has one number a channel
   */
  DropoutStage(int mask, boolean channels) {
    this.mask = mask;
    this.channels = channels;
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    active = mode == Mode.TRAIN;
    if (!active) {
      return in;
    }
    String rows = code.let("torch.to(torch.narrow(m[%d], 0, 0, %s), d)", mask, n);
    factors = channels ? code.let("torch.unsqueeze(torch.unsqueeze(%s, 2), 3)", rows) : rows;
    return code.let("torch.mul(%s, %s)", in, factors);
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    return below && active ? code.let("torch.mul(%s, %s)", slope, factors) : slope;
  }

  @Override
  public boolean isSpent() {
    return false; // in inference it is what the layer below handed on
  }
}
