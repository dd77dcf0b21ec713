package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.evaluation.Score;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The space of one round over the target's network: the deltas, restricted to [trunk | target's
 * head], which is all that the target's loss sees, stay on the heap, where they came. Beside them
 * and θ it needs three vectors at most: the network's parameters, its gradient, and either a sum of
 * gradients or the outcome.
 */
final class Dl4jDeltaSpace implements DeltaSpace {
  private final RoundVectors vectors;
  private final TaskWorker worker;
  private final LabelScale scale;
  private final DeltaRows rows;
  private float @Nullable [] at; // where the network is
  private long settings; // of its parameters then
  private @Nullable FlatVector gradient;
  private float @Nullable [] gram; // a report asks for it twice

  Dl4jDeltaSpace(RoundVectors vectors, TaskWorker worker, LabelScale scale) {
    this.vectors = vectors;
    this.worker = worker;
    this.scale = scale;
    rows = new DeltaRows(vectors);
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
    float[] products = gram == null ? rows.gram() : gram;
    gram = products;
    return vectors.gram(products);
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
    FlatVector slope = gradient == null ? new FlatVector(vectors.length()) : gradient;
    gradient = slope;
    double loss = worker.gradient(examples, scale, slope);
    return new Slopes(loss, rows.dots(slope));
  }

  @Override
  public float[] combine(float[] alpha) {
    moveTo(alpha);
    letGo(); // tuning is over, and the outcome takes as much
    return vectors.combine(alpha, worker.parameters()::get);
  }

  private void moveTo(float[] alpha) {
    vectors.check(alpha);
    FlatVector parameters = worker.parameters();
    if (parameters.settings() == settings && Arrays.equals(alpha, at)) {
      return; // a round's outcome is combined and scored
    }
    rows.move(parameters, alpha);
    at = alpha.clone();
    settings = parameters.settings();
  }

  @Override
  public void close() {
    letGo();
    rows.close();
  }

  private void letGo() {
    if (gradient != null) {
      gradient.close();
      gradient = null;
    }
  }
}
