package io.tributary.model;

import java.util.List;

/**
 * What lies where in the flat parameters [trunk | head 0 | head 1 | …], heads in task order.
 *
 * @param trunk the shared part, starting at 0
 * @param heads one segment a task
 * @param tensors every named array, in order of offset, covering all elements
 */
public record ParameterLayout(Segment trunk, List<Segment> heads, List<TensorSpec> tensors) {

  public ParameterLayout {
    heads = List.copyOf(heads);
    tensors = List.copyOf(tensors);
  }

  /** Number of elements of the whole: the trunk and every head. */
  public int length() {
    return heads.isEmpty() ? trunk.length() : heads.get(heads.size() - 1).end();
  }

  /** Number of elements of the network of one task: the trunk and its head. */
  public int taskLength(int task) {
    return trunk.length() + heads.get(task).length();
  }

  /** Copies the network of one task, [trunk | its head], out of the flat parameters. */
  public float[] gather(float[] parameters, int task) {
    Segment head = heads.get(task);
    float[] network = new float[trunk.length() + head.length()];
    System.arraycopy(parameters, 0, network, 0, trunk.length());
    System.arraycopy(parameters, head.offset(), network, trunk.length(), head.length());
    return network;
  }
}
