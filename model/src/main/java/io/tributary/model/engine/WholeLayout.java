package io.tributary.model.engine;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The layout of [trunk | head 0 | head 1 | …] from those of each task's [trunk | head]. */
final class WholeLayout {
  private WholeLayout() {}

  static ParameterLayout of(List<NetworkLayout> tasks) {
    int trunk = tasks.get(0).trunkLength();
    List<TensorSpec> tensors = new ArrayList<>();
    for (TensorSpec tensor : tasks.get(0).tensors()) {
      if (tensor.offset() < trunk) {
        tensors.add(tensor);
      }
    }
    List<Segment> heads = new ArrayList<>();
    int offset = trunk;
    for (NetworkLayout task : tasks) {
      for (TensorSpec tensor : task.tensors()) {
        if (tensor.offset() >= trunk) {
          tensors.add(moved(tensor, offset - trunk));
        }
      }
      heads.add(new Segment(offset, task.headLength()));
      offset += task.headLength();
    }
    return new ParameterLayout(new Segment(0, trunk), heads, tensors);
  }

  private static TensorSpec moved(TensorSpec tensor, int by) {
    return new TensorSpec(
        tensor.name(), tensor.shape(), tensor.offset() + by, tensor.order(), tensor.kind());
  }
}
