package io.tributary.pytorch;

/** A square matrix before the network: z = xR for each input x, in a row. */
final class AlignStage implements Stage {
  private final int matrix;
  private String input = "";

  AlignStage(int matrix) {
    this.matrix = matrix;
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    input = in;
    return code.let("torch.mm(%s, p%d)", in, matrix);
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    code.let("torch.mm(torch.t(%s), %s, out=g%d)", input, slope, matrix);
    return "";
  }

  @Override
  public boolean learns() {
    return true;
  }
}
