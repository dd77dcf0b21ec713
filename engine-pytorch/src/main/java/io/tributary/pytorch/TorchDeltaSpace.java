package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.RoundVectors;
import io.tributary.model.evaluation.Score;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The space of one round over the target's network. θ and the deltas, a K × P row-major matrix, are
 * on the engine's device until it is closed; what comes and goes is coefficients, products and
 * outputs.
 */
final class TorchDeltaSpace implements DeltaSpace {
  private final RoundVectors vectors;
  private final TorchWorker worker;
  private final DeviceStream stream;
  private final Script script;
  private final LabelScale scale;
  private final Flat base;
  private final Flat rows;
  private final Flat network; // at the newest coefficients
  private float @Nullable [] at; // which they are
  private final Flat gradient;
  private final Flat alpha;
  private final Flat products;
  private final Flat gram;

  TorchDeltaSpace(
      RoundVectors vectors,
      TorchWorker worker,
      PtNDManager manager,
      DeviceStream stream,
      Script script,
      LabelScale scale) {
    this.vectors = vectors;
    this.worker = worker;
    this.stream = stream;
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
    network = Flat.vector(manager, script, length);
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
    stream.enter();
    script.run("gram", gram.values(), rows.values(), vectors.trunk());
    return vectors.gram(gram.toArray());
  }

  @Override
  public Score score(float[] coefficients, List<Example> examples) {
    moveTo(coefficients);
    return worker.score(examples, scale, true);
  }

  @Override
  public double objective(float[] coefficients, List<Example> examples) {
    moveTo(coefficients);
    return worker.score(examples, scale, false).objective();
  }

  @Override
  public Slopes slopes(float[] coefficients, List<Example> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("slopes need examples");
    }
    moveTo(coefficients);
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
  public float[] combine(float[] coefficients) {
    stream.enter();
    add(coefficients);
    float[] combined = network.toArray();
    return vectors.combine(
        coefficients,
        (first, to, from, count) -> System.arraycopy(combined, first, to, from, count));
  }

  private void moveTo(float[] coefficients) {
    stream.enter();
    add(coefficients);
    script.run("copy", worker.parameters().values(), network.values());
  }

  private void add(float[] coefficients) {
    vectors.check(coefficients);
    if (Arrays.equals(coefficients, at)) {
      return; // a round's outcome is combined and scored
    }
    if (coefficients.length > 0) {
      alpha.set(coefficients);
    }
    script.run("move", network.values(), base.values(), rows.values(), alpha.values());
    at = coefficients.clone();
  }

  @Override
  public void close() {
    base.close();
    rows.close();
    network.close();
    gradient.close();
    alpha.close();
    products.close();
    gram.close();
  }
}
