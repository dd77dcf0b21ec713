package io.tributary.model.engine;

import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TensorSpec;
import io.tributary.model.TensorSpec.Kind;
import io.tributary.model.config.OptimizerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.factory.Nd4j;

/** Joint steps over the single-task networks of an engine. */
final class Dl4jJointSteps implements JointSteps {

  private final ParameterLayout layout;
  private final IntFunction<TaskWorker> workers;
  private final FieldStatistics fields;
  private final boolean[] statistic;
  private final FlatVector parameters;
  private final FlatVector gradient;
  private final Optimizer optimizer;

  /**
   * From given parameters.
   *
   * @param workers by task; the engine's own
   * @param fields what is collected of fields, by the examples of each step
   */
  Dl4jJointSteps(
      ParameterLayout layout,
      IntFunction<TaskWorker> workers,
      OptimizerConfig config,
      FieldStatistics fields,
      float[] start) {
    this.layout = layout;
    this.fields = fields;
    this.workers = workers;
    statistic = new boolean[layout.length()];
    for (TensorSpec tensor : layout.tensors()) {
      for (int i = 0; i < tensor.length(); i++) {
        statistic[tensor.offset() + i] = tensor.kind() == Kind.STATISTIC;
      }
    }
    parameters = new FlatVector(layout.length());
    parameters.set(start);
    gradient = new FlatVector(layout.length());
    NetworkLayout whole =
        NetworkLayout.of(layout.trunk().length(), layout.length(), layout.tensors());
    optimizer = new Optimizer(config, parameters, gradient.array(), whole);
  }

  @Override
  public void step(List<Part> parts, float share, long seed) {
    Nd4j.getRandom().setSeed(seed); // of this thread alone; dropout draws from it
    float[] now = collected(parts);
    float[] sum = new float[now.length];
    double all = parts.stream().mapToInt(part -> part.examples().size()).sum();
    for (Part part : parts) {
      TaskWorker worker = workers.apply(part.task());
      worker.parameters().set(layout.gather(now, part.task()));
      float[] own = worker.trainingGradient(part.examples(), part.scale());
      add(sum, own, part, (float) (part.examples().size() / all));
    }
    gradient.set(sum);
    optimizer.step(share);
  }

  /** The parameters, with what the examples of a step add to what is collected of fields. */
  private float[] collected(List<Part> parts) {
    float[] now = parameters();
    if (fields.isEmpty()) {
      return now;
    }
    int trunk = layout.trunk().length();
    List<float[]> deltas = new ArrayList<>();
    for (Part part : parts) {
      float[] delta = Arrays.copyOf(now, trunk);
      fields.learn(delta, part.examples());
      for (int i = 0; i < trunk; i++) {
        delta[i] -= now[i];
      }
      fields.append(now, delta, part.examples());
      deltas.add(delta);
    }
    float[] moved = now.clone();
    fields.combine(now, deltas, moved);
    parameters.set(moved);
    return moved;
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

  @Override
  public float[] parameters() {
    return parameters.toArray();
  }

  @Override
  public void close() {
    optimizer.close();
    gradient.close();
    parameters.close();
  }
}
