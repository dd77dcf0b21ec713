package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.evaluation.Score;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The space of one round over the target's network: the deltas, restricted to [trunk | target's
 * head], which is all that the target's loss sees, stay on the heap, where they came.
 */
final class Dl4jDeltaSpace implements DeltaSpace {
  private final RoundVectors vectors;
  private final TaskWorker worker;
  private final LabelScale scale;
  private final float[] base;
  private final DeltaRows rows;
  private final float[] network; // at the newest coefficients
  private float @Nullable [] at; // which they are
  private final FlatVector gradient;
  private final float[] slope; // the gradient, where the deltas are

  Dl4jDeltaSpace(RoundVectors vectors, TaskWorker worker, LabelScale scale) {
    this.vectors = vectors;
    this.worker = worker;
    this.scale = scale;
    base = vectors.start();
    rows = new DeltaRows(vectors);
    network = new float[base.length];
    gradient = new FlatVector(base.length);
    slope = new float[base.length];
  }

  @Override
  public int size() {
    return vectors.deltas().size();
  }

  @Override
  public double[] norms() {
    return vectors.norms(trunkGram());
  }

  @Override
  public double[][] trunkGram() {
    return vectors.gram(rows.gram(vectors.trunk()));
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
    gradient.get(0, slope, 0, slope.length);
    return new Slopes(loss, rows.dots(slope));
  }

  @Override
  public float[] combine(float[] alpha) {
    add(alpha);
    return vectors.combine(alpha, network);
  }

  private void moveTo(float[] alpha) {
    add(alpha);
    worker.parameters().set(network);
  }

  private void add(float[] alpha) {
    vectors.check(alpha);
    if (Arrays.equals(alpha, at)) {
      return; // a round's outcome is combined and scored
    }
    System.arraycopy(base, 0, network, 0, base.length);
    rows.addTo(network, alpha);
    at = alpha.clone();
  }

  @Override
  public void close() {
    gradient.close();
  }
}
