package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.RoundVectors;
import io.tributary.model.evaluation.Score;
import java.util.List;

/**
 * The space of one round over the target's network. θ and the deltas, a K × P row-major matrix, are
 * on the engine's device until it is closed; what comes and goes is coefficients, products and
 * outputs.
 */
final class TorchDeltaSpace implements DeltaSpace {
  private final RoundVectors vectors;
  private final TorchWorker worker;
  private final Script script;
  private final LabelScale scale;
  private final Flat base;
  private final Flat rows;
  private final Flat gradient;
  private final Flat alpha;
  private final Flat products;
  private final Flat gram;

  TorchDeltaSpace(
      RoundVectors vectors,
      TorchWorker worker,
      PtNDManager manager,
      Script script,
      LabelScale scale) {
    this.vectors = vectors;
    this.worker = worker;
    this.script = script;
    this.scale = scale;
    int length = vectors.length();
    int count = Math.max(1, size()); // one of zeros where there is none
    base = Flat.vector(manager, script, length);
    base.set(vectors.start());
    rows = Flat.rows(manager, script, count, length);
    for (int i = 0; i < size(); i++) {
      float[] row = vectors.row(i);
      rows.put(i * length, row, 0, row.length);
    }
    rows.push();
    gradient = Flat.vector(manager, script, length);
    alpha = Flat.vector(manager, script, count);
    products = Flat.vector(manager, script, count);
    gram = Flat.rows(manager, script, count, count);
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
    Libtorch.enter();
    script.run("gram", gram.values(), rows.values(), vectors.trunk());
    return vectors.gram(gram.toArray());
  }

  @Override
  public Score score(float[] at, List<Example> examples) {
    moveTo(at);
    return worker.score(examples, scale, true);
  }

  @Override
  public double objective(float[] at, List<Example> examples) {
    moveTo(at);
    return worker.score(examples, scale, false).objective();
  }

  @Override
  public Slopes slopes(float[] at, List<Example> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("slopes need examples");
    }
    moveTo(at);
    double loss = worker.gradient(examples, scale, gradient);
    script.run("dots", products.values(), rows.values(), gradient.values());
    float[] found = products.toArray();
    double[] byAlpha = new double[size()];
    for (int i = 0; i < byAlpha.length; i++) {
      byAlpha[i] = found[i];
    }
    return new Slopes(loss, byAlpha);
  }

  @Override
  public float[] combine(float[] at) {
    moveTo(at);
    return vectors.combine(at, worker.parameters().toArray());
  }

  private void moveTo(float[] at) {
    vectors.check(at);
    Libtorch.enter();
    if (at.length > 0) {
      alpha.set(at);
    }
    script.run("move", worker.parameters().values(), base.values(), rows.values(), alpha.values());
  }

  @Override
  public void close() {
    base.close();
    rows.close();
    gradient.close();
    alpha.close();
    products.close();
    gram.close();
  }
}
