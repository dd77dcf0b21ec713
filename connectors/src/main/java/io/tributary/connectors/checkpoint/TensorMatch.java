package io.tributary.connectors.checkpoint;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tensors by name against the layout of a configuration. */
public final class TensorMatch {

  private static final int LONGEST_SHOWN = 100;
  private static final String BRANCH = "branch.";
  private static final Set<String> OF_TASKS = Set.of("head", "align");

  private TensorMatch() {}

  /** Whether there are tensors of a branch. */
  static boolean hasBranch(List<Tensor> tensors, String name) {
    return tensors.stream().anyMatch(each -> each.name().startsWith(BRANCH + name + "."));
  }

  /**
   * The flat parameters of a branch that is not the published one.
   *
   * @throws CheckpointException when they are not those of the layout, by names and shapes
   */
  static float[] branch(List<Tensor> tensors, ParameterLayout layout, String name) {
    String prefix = BRANCH + name + ".";
    return parameters(
        tensors.stream()
            .filter(tensor -> tensor.name().startsWith(prefix))
            .map(tensor -> tensor.named(tensor.name().substring(prefix.length())))
            .toList(),
        layout);
  }

  /**
   * The flat parameters that tensors are, in whatever order they come. Tensors of branches that are
   * not the published one are passed over.
   *
   * @throws CheckpointException when they are not those of the layout, by names and shapes
   */
  public static float[] parameters(List<Tensor> tensors, ParameterLayout layout) {
    return parameters(tensors, layout, new float[layout.length()], spec -> true, name -> false);
  }

  /**
   * The flat parameters of a model that may have other tasks: what it lacks of theirs is as given,
   * and heads of tasks that are not asked for are passed over.
   *
   * @param own names of the tasks of the model
   * @param tasks of the layout, in order
   * @param given flat parameters of the layout
   * @throws CheckpointException when the rest are not those of the layout, by names and shapes
   */
  static float[] ofTasks(
      List<Tensor> tensors,
      ParameterLayout layout,
      Set<String> own,
      List<String> tasks,
      float[] given) {
    return parameters(
        tensors,
        layout,
        given.clone(),
        spec -> {
          int head = head(layout, spec);
          return head < 0 || own.contains(tasks.get(head));
        },
        name -> {
          String[] steps = name.split("\\.", 3);
          return steps.length == 3
              && OF_TASKS.contains(steps[0])
              && own.contains(steps[1])
              && !tasks.contains(steps[1]);
        });
  }

  private static int head(ParameterLayout layout, TensorSpec spec) {
    for (int task = 0; task < layout.heads().size(); task++) {
      Segment head = layout.heads().get(task);
      if (spec.offset() >= head.offset() && spec.offset() < head.end()) {
        return task;
      }
    }
    return -1;
  }

  private static float[] parameters(
      List<Tensor> tensors,
      ParameterLayout layout,
      float[] parameters,
      Predicate<TensorSpec> needed,
      Predicate<String> passedOver) {
    Map<String, Tensor> byName = new HashMap<>();
    tensors.stream()
        .filter(tensor -> !tensor.name().startsWith(BRANCH))
        .forEach(tensor -> byName.put(tensor.name(), tensor));
    for (TensorSpec spec : layout.tensors()) {
      if (needed.test(spec)) {
        RowMajor.scatter(spec, fitting(spec, byName.remove(spec.name())).values(), parameters);
      }
    }
    byName.values().stream()
        .filter(tensor -> !passedOver.test(tensor.name()))
        .min((one, other) -> one.name().compareTo(other.name()))
        .ifPresent(
            tensor -> {
              throw new CheckpointException(
                  "The configuration has no place for the tensor %s of shape %s in the checkpoint"
                      .formatted(shown(tensor.name()), shown(tensor.shape())));
            });
    return parameters;
  }

  private static Tensor fitting(TensorSpec spec, @Nullable Tensor tensor) {
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
    return tensor;
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

  /** Those, and after them those of other branches, by name. */
  public static List<Tensor> tensors(
      ParameterLayout layout, float[] parameters, Map<String, float[]> branches) {
    List<Tensor> tensors = new ArrayList<>(tensors(layout, parameters));
    branches.forEach(
        (name, values) ->
            tensors(layout, values)
                .forEach(tensor -> tensors.add(tensor.named(BRANCH + name + "." + tensor.name()))));
    return tensors;
  }

  /** SHA-256 of the bytes of those tensors, in hexadecimal. */
  public static String sha256(ParameterLayout layout, float[] parameters) {
    return new Safetensors(Map.of(), tensors(layout, parameters)).dataSha256();
  }
}
