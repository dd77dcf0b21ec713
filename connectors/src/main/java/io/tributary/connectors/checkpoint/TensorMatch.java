package io.tributary.connectors.checkpoint;

import io.tributary.model.ParameterLayout;
import io.tributary.model.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tensors by name against the layout of a configuration. */
public final class TensorMatch {

  private static final int LONGEST_SHOWN = 100;

  private TensorMatch() {}

  /**
   * The flat parameters that tensors are, in whatever order they come.
   *
   * @throws CheckpointException when they are not those of the layout, by names and shapes
   */
  public static float[] parameters(List<Tensor> tensors, ParameterLayout layout) {
    Map<String, Tensor> byName = new HashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    float[] parameters = new float[layout.length()];
    for (TensorSpec spec : layout.tensors()) {
      Tensor tensor = byName.remove(spec.name());
      if (tensor == null) {
        throw new CheckpointException(
            "The checkpoint lacks the tensor %s, which has shape %s in the configuration"
                .formatted(spec.name(), spec.shape()));
      }
      if (!tensor.shape().equals(spec.shape())) {
        throw new CheckpointException(
            "Tensor %s has shape %s in the checkpoint, %s in the configuration"
                .formatted(spec.name(), shown(tensor.shape()), spec.shape()));
      }
      RowMajor.scatter(spec, tensor.values(), parameters);
    }
    byName.values().stream()
        .min((one, other) -> one.name().compareTo(other.name()))
        .ifPresent(
            tensor -> {
              throw new CheckpointException(
                  "The configuration has no place for the tensor %s of shape %s in the checkpoint"
                      .formatted(shown(tensor.name()), shown(tensor.shape())));
            });
    return parameters;
  }

  /** What a file holds, fit for a line: it may be long, and hold anything. */
  private static String shown(Object held) {
    String text = held.toString();
    String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
  }

  /** The named row-major tensors of flat parameters, in the order of the layout. */
  public static List<Tensor> tensors(ParameterLayout layout, float[] parameters) {
    return layout.tensors().stream()
        .map(spec -> new Tensor(spec.name(), spec.shape(), RowMajor.gather(spec, parameters)))
        .toList();
  }

  /** SHA-256 of the bytes of those tensors, in hexadecimal. */
  public static String sha256(ParameterLayout layout, float[] parameters) {
    return new Safetensors(Map.of(), tensors(layout, parameters)).dataSha256();
  }
}
