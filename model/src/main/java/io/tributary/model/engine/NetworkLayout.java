package io.tributary.model.engine;

import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What lies where in the flat parameters of one task's network, [trunk | head].
 *
 * @param trunkLength elements of the trunk
 * @param length elements of both
 * @param aligned where the matrix before the network starts, in the head's place; {@code length}
 *     when there is none
 * @param tensors in the order of their offsets, covering all elements
 * @param learned the maximal segments of learned elements
 * @param statistics the maximal segments of statistics
 */
public record NetworkLayout(
    int trunkLength,
    int length,
    int aligned,
    List<TensorSpec> tensors,
    List<Segment> learned,
    List<Segment> statistics) {

  static NetworkLayout of(int trunkLength, int length, List<TensorSpec> tensors) {
    return of(trunkLength, length, length, tensors);
  }

  static NetworkLayout of(int trunkLength, int length, int aligned, List<TensorSpec> tensors) {
    return new NetworkLayout(
        trunkLength,
        length,
        aligned,
        List.copyOf(tensors),
        segments(tensors, Kind.LEARNED),
        segments(tensors, Kind.STATISTIC));
  }

  /** Whether there is a matrix before the network. */
  public boolean isAligned() {
    return aligned < length;
  }

  int headLength() {
    return length - trunkLength;
  }

  /** Sets every statistic to 0 in an array over [trunk | head], or over the trunk alone. */
  public void clearStatistics(float[] values) {
    for (Segment segment : statistics) {
      if (segment.offset() < values.length) {
        Arrays.fill(values, segment.offset(), Math.min(segment.end(), values.length), 0f);
      }
    }
  }

  private static List<Segment> segments(List<TensorSpec> tensors, Kind kind) {
    List<Segment> found = new ArrayList<>();
    for (TensorSpec tensor : tensors) {
      if (tensor.kind() != kind) {
        continue;
      }
      Segment last =
          found.isEmpty() ? new Segment(tensor.offset(), 0) : found.remove(found.size() - 1);
      if (last.end() == tensor.offset()) {
        found.add(new Segment(last.offset(), last.length() + tensor.length()));
      } else {
        found.add(last);
        found.add(new Segment(tensor.offset(), tensor.length()));
      }
    }
    return List.copyOf(found);
  }
}
