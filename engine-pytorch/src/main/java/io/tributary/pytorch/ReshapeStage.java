package io.tributary.pytorch;

import io.tributary.model.network.Shape;
import java.util.stream.Collectors;

/** The same numbers of each example in another shape. */
final class ReshapeStage implements Stage {
  private final String from;
  private final String to;
  private String examples = "";

  ReshapeStage(Shape from, Shape to) {
    this.from = sizes(from);
    this.to = sizes(to);
  }

  private static String sizes(Shape shape) {
    return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public String forward(Code code, String in, String n, Mode mode) {
    examples = n;
    return code.let("torch.reshape(%s, [%s, %s])", in, n, to);
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    return below ? code.let("torch.reshape(%s, [%s, %s])", slope, examples, from) : "";
  }

  @Override
  public boolean isSpent() {
    return false; // it may be a view of what the layer below needs
  }
}
