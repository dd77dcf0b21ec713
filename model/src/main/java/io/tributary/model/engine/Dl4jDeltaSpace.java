package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.evaluation.Score;
import java.util.List;

/**
 * The space of one round over the target's network: a K × P row-major matrix of deltas, restricted
 * to [trunk | target's head], which is all that the target's loss sees. The other heads wait on the
 * heap until the round is combined.
 */
final class Dl4jDeltaSpace implements DeltaSpace {
  private final RoundVectors vectors;
  private final TaskWorker worker;
  private final LabelScale scale;
  private final FlatVector base;
  private final FlatVector rows;
  private final FlatVector gradient;

  Dl4jDeltaSpace(RoundVectors vectors, TaskWorker worker, LabelScale scale) {
    this.vectors = vectors;
    this.worker = worker;
    this.scale = scale;
    int length = vectors.length();
    base = new FlatVector(length);
    base.set(vectors.start());
    rows = new FlatVector(Math.multiplyExact(Math.max(1, size()), length));
    for (int i = 0; i < size(); i++) {
      float[] row = vectors.row(i);
      rows.set(i * length, row, 0, row.length);
    }
    gradient = new FlatVector(length);
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
    return vectors.gram(size() == 0 ? new float[0] : rows.gram(size(), vectors.trunk()));
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
    double[] byAlpha = new double[size()];
    if (byAlpha.length > 0) {
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
    return vectors.combine(alpha, worker.parameters().toArray());
  }

  private void moveTo(float[] alpha) {
    vectors.check(alpha);
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
