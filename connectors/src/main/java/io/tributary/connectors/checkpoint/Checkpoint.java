package io.tributary.connectors.checkpoint;

import io.tributary.model.ParameterLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model as it is published: its parameters as named row-major tensors, and what is to be known of
 * them.
 *
 * @param info what is known
 * @param sha256 of the tensor bytes, in hexadecimal
 * @param tensors in the order of the layout
 */
public record Checkpoint(CheckpointInfo info, String sha256, List<Tensor> tensors) {

  public Checkpoint {
    tensors = List.copyOf(tensors);
  }

  /** Of flat parameters, which are copied. */
  public static Checkpoint of(CheckpointInfo info, ParameterLayout layout, float[] parameters) {
    return of(info, layout, parameters, Map.of());
  }

  /**
   * Of flat parameters, which are copied, and of those of other branches.
   *
   * @param branches by name
   */
  public static Checkpoint of(
      CheckpointInfo info,
      ParameterLayout layout,
      float[] parameters,
      Map<String, float[]> branches) {
    List<Tensor> tensors = TensorMatch.tensors(layout, parameters, branches);
    return new Checkpoint(info, new Safetensors(Map.of(), tensors).dataSha256(), tensors);
  }

  /**
   * Out of a safetensors file.
   *
   * @throws CheckpointException when it is none, is damaged, or is not Tributary's
   */
  public static Checkpoint parse(byte[] file) {
    Safetensors safetensors = Safetensors.parse(file);
    CheckpointInfo info = CheckpointInfo.of(safetensors.metadata());
    String sha256 = safetensors.dataSha256();
    if (!sha256.equals(safetensors.metadata().get("sha256"))) {
      throw new CheckpointException("The checkpoint is damaged: its SHA-256 is another one");
    }
    return new Checkpoint(info, sha256, safetensors.tensors());
  }

  /** As a safetensors file. */
  public byte[] toBytes() {
    return new Safetensors(info.toMetadata(sha256), tensors).toBytes();
  }

  /** Whether there are tensors of a name beside the published ones. */
  public boolean hasBranch(String name) {
    return TensorMatch.hasBranch(tensors, name);
  }

  /**
   * The flat parameters of a branch that is not the published one.
   *
   * @throws CheckpointException when its tensors are not there, or not those of the layout
   */
  public float[] branch(ParameterLayout layout, String name) {
    return TensorMatch.branch(tensors, layout, name);
  }

  /**
   * The flat parameters.
   *
   * @throws CheckpointException when the tensors are not those of the layout, by names and shapes
   */
  public float[] parameters(ParameterLayout layout) {
    return TensorMatch.parameters(tensors, layout);
  }

  /**
   * The flat parameters for tasks that need not be those of the model. What it lacks of theirs is
   * as given; heads of tasks that are not asked for are passed over.
   *
   * @param tasks of the layout, in order
   * @param given flat parameters of the layout, such as the initial ones
   * @throws CheckpointException when the other tensors are not those of the layout
   */
  public float[] parameters(ParameterLayout layout, List<String> tasks, float[] given) {
    return TensorMatch.ofTasks(tensors, layout, tasks(), tasks, given);
  }

  /** Names of the tasks that the model has heads for. */
  public Set<String> tasks() {
    return info.taskWeights().keySet();
  }
}
