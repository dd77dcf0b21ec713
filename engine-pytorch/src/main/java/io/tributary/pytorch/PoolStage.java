package io.tributary.pytorch;

import io.tributary.model.network.LayerSpec;

/** The first largest of each window. */
final class PoolStage implements Stage {
  private final String windows;
  private String input = "";
  private String chosen = "";

  PoolStage(LayerSpec.MaxPool2d spec) {
    windows =
        "[%1$d, %1$d], [%2$d, %2$d], [0, 0], [1, 1], False".formatted(spec.size(), spec.stride());
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    input = in;
    if (mode == Mode.INFER) {
      return code.let("torch.max_pool2d(%s, %s)", in, windows);
    }
    String out = code.fresh();
    chosen = code.fresh();
    code.line("%s, %s, = torch.max_pool2d_with_indices(%s, %s)", out, chosen, in, windows);
    return out;
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    return below
        ? code.let(
            "torch.max_pool2d_with_indices_backward(%s, %s, %s, %s)", slope, input, windows, chosen)
        : "";
  }
}
