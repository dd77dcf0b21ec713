package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.evaluation.Score;
import java.util.List;

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
  private final FlatVector gradient;

  Dl4jDeltaSpace(RoundVectors vectors, TaskWorker worker, LabelScale scale) {
    this.vectors = vectors;
    this.worker = worker;
    this.scale = scale;
    base = vectors.start();
    rows = new DeltaRows(vectors);
    gradient = new FlatVector(vectors.length());
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
    return new Slopes(loss, rows.dots(gradient));
  }

  @Override
  public float[] combine(float[] alpha) {
    moveTo(alpha);
    return vectors.combine(alpha, worker.parameters().toArray());
  }

  private void moveTo(float[] alpha) {
    vectors.check(alpha);
    rows.add(base, alpha, worker.parameters());
  }

  @Override
  public void close() {
    gradient.close();
  }
}
