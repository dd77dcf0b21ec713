package io.tributary.model.engine;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Kind;
import io.tributary.model.engine.JointSteps.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What joint steps of every engine do around the gradients of single tasks. */
public final class JointSum {

  /** The gradient of one task in training mode. */
  @FunctionalInterface
  public interface TaskGradient {
    /**
     * Of the mean loss; in the place of a statistic its old value minus the new one.
     *
     * @param network the task's parameters, [trunk | head]
     */
    float[] of(float[] network, Part part);
  }

  private final ParameterLayout layout;
  private final FieldStatistics fields;
  private final boolean[] statistic;

  /** Of a model. */
  public JointSum(ModelNetworks networks) {
    layout = networks.layout();
    fields = networks.fields();
    statistic = new boolean[layout.length()];
    for (TensorSpec tensor : layout.tensors()) {
      for (int i = 0; i < tensor.length(); i++) {
        statistic[tensor.offset() + i] = tensor.kind() == Kind.STATISTIC;
      }
    }
  }

  /** The whole as one network whose head is all heads. */
  public NetworkLayout whole() {
    return NetworkLayout.of(layout.trunk().length(), layout.length(), layout.tensors());
  }

  /** The sum of the parts' gradients over all parameters. */
  public float[] gradient(float[] parameters, List<Part> parts, TaskGradient gradient) {
    float[] sum = new float[parameters.length];
    double all = parts.stream().mapToInt(part -> part.examples().size()).sum();
    for (Part part : parts) {
      float[] own = gradient.of(layout.gather(parameters, part.task()), part);
      add(sum, own, part, (float) (part.examples().size() / all));
    }
    return sum;
  }

  /** Adds one task's gradient by its weight; statistics of the trunk by the task's examples. */
  private void add(float[] sum, float[] own, Part part, float share) {
    int trunk = layout.trunk().length();
    Segment head = layout.heads().get(part.task());
    for (int i = 0; i < own.length; i++) {
      int at = i < trunk ? i : head.offset() + i - trunk;
      sum[at] += own[i] * (statistic[at] ? (i < trunk ? share : 1) : part.weight());
    }
  }

  /** The parameters, with what the examples of a step add to what is collected of fields. */
  public float[] collected(float[] parameters, List<Part> parts) {
    if (fields.isEmpty()) {
      return parameters;
    }
    int trunk = layout.trunk().length();
    List<float[]> deltas = new ArrayList<>();
    for (Part part : parts) {
      float[] delta = Arrays.copyOf(parameters, trunk);
      fields.learn(delta, part.examples());
      for (int i = 0; i < trunk; i++) {
        delta[i] -= parameters[i];
      }
      fields.append(parameters, delta, part.examples());
      deltas.add(delta);
    }
    float[] moved = parameters.clone();
    fields.combine(parameters, deltas, moved);
    return moved;
  }
}
