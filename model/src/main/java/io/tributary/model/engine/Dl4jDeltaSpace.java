package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.TaskDelta;
import io.tributary.model.evaluation.Score;
import java.util.Arrays;
import java.util.List;

/**
 * The space of one round over the target's network: a K × P row-major matrix of deltas, restricted
 * to [trunk | target's head], which is all that the target's loss sees. The other heads wait on the
 * heap until the round is combined.
 */
final class Dl4jDeltaSpace implements DeltaSpace {
  private final ParameterLayout layout;
  private final List<NetworkLayout> layouts;
  private final List<TaskDelta> deltas;
  private final TaskWorker worker;
  private final int target;
  private final LabelScale scale;
  private final HeadSteps headSteps;
  private final float[] parameters;
  private final FlatVector base;
  private final FlatVector rows;
  private final FlatVector gradient;

  Dl4jDeltaSpace(
      ParameterLayout layout,
      List<NetworkLayout> layouts,
      Statistics statistics,
      float[] parameters,
      List<TaskDelta> deltas,
      TaskWorker worker,
      int target,
      LabelScale scale,
      HeadSteps headSteps) {
    this.layout = layout;
    this.layouts = layouts;
    this.deltas = List.copyOf(deltas);
    this.worker = worker;
    this.target = target;
    this.scale = scale;
    this.headSteps = headSteps;
    this.parameters = statistics.after(parameters, deltas);
    NetworkLayout network = layouts.get(target);
    int length = network.length();
    base = new FlatVector(length);
    float[] start = layout.gather(this.parameters, target);
    rows = new FlatVector(Math.multiplyExact(Math.max(1, deltas.size()), length));
    gradient = new FlatVector(length);
    int trunk = layout.trunk().length();
    for (int i = 0; i < deltas.size(); i++) {
      TaskDelta delta = deltas.get(i);
      float[] row = Arrays.copyOf(delta.values(), delta.task() == target ? length : trunk);
      network.clearStatistics(row);
      if (!headSteps.areScaled(delta.task() == target)) {
        for (int j = trunk; j < row.length; j++) {
          start[j] += row[j];
        }
        row = Arrays.copyOf(row, trunk);
      }
      rows.set(i * length, row, 0, row.length);
    }
    base.set(start);
  }

  @Override
  public int size() {
    return deltas.size();
  }

  @Override
  public double[] norms() {
    double[][] gram = trunkGram();
    double[] norms = new double[deltas.size()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(gram[i][i] + headSquares(deltas.get(i)));
    }
    return norms;
  }

  private double headSquares(TaskDelta delta) {
    double sum = 0;
    for (Segment segment : layouts.get(delta.task()).learned()) {
      for (int j = Math.max(segment.offset(), layout.trunk().length()); j < segment.end(); j++) {
        sum += (double) delta.values()[j] * delta.values()[j];
      }
    }
    return sum;
  }

  @Override
  public double[][] trunkGram() {
    int size = deltas.size();
    float[] products = size == 0 ? new float[0] : rows.gram(size, layout.trunk().length());
    double[][] gram = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        gram[i][j] = products[Math.min(i, j) * size + Math.max(i, j)];
      }
    }
    return gram;
  }

  @Override
  public Score score(float[] alpha, List<Example> examples) {
    moveTo(alpha);
    return worker.score(examples, scale);
  }

  @Override
  public double objective(float[] alpha, List<Example> examples) {
    moveTo(alpha);
    return worker.plainScore(examples, scale).objective();
  }

  @Override
  public Slopes slopes(float[] alpha, List<Example> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("slopes need examples");
    }
    moveTo(alpha);
    double loss = worker.gradient(examples, scale, gradient);
    double[] byAlpha = new double[deltas.size()];
    if (!deltas.isEmpty()) {
      float[] products = gradient.dotRows(rows);
      for (int i = 0; i < byAlpha.length; i++) {
        byAlpha[i] = products[i];
      }
    }
    return new Slopes(loss, byAlpha);
  }

  @Override
  public float[] combine(float[] alpha) {
    moveTo(alpha);
    float[] combined = parameters.clone();
    int trunk = layout.trunk().length();
    Segment targetHead = layout.heads().get(target);
    worker.parameters().get(0, combined, 0, trunk);
    worker.parameters().get(trunk, combined, targetHead.offset(), targetHead.length());
    for (int i = 0; i < deltas.size(); i++) {
      if (deltas.get(i).task() != target) {
        addHead(combined, headSteps.areScaled(false) ? alpha[i] : 1, deltas.get(i));
      }
    }
    return combined;
  }

  private void addHead(float[] combined, float alpha, TaskDelta delta) {
    int trunk = layout.trunk().length();
    int shift = layout.heads().get(delta.task()).offset() - trunk;
    float[] values = delta.values();
    for (Segment segment : layouts.get(delta.task()).learned()) {
      for (int j = Math.max(segment.offset(), trunk); j < segment.end(); j++) {
        combined[shift + j] += alpha * values[j];
      }
    }
  }

  private void moveTo(float[] alpha) {
    if (alpha.length != deltas.size()) {
      throw new IllegalArgumentException(
          "%d coefficients given for %d deltas".formatted(alpha.length, deltas.size()));
    }
    worker.parameters().copyFrom(base);
    worker.parameters().addRows(rows, alpha);
  }

  @Override
  public void close() {
    base.close();
    rows.close();
    gradient.close();
  }
}
