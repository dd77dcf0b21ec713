package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.evaluation.Score;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first slopes it was asked for. The report and the first step of tuning ask for the
 * same ones, over the whole dev window, which is most of a round's work.
 */
final class RememberingSpace implements DeltaSpace {

  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record First(float[] alpha, List<Example> examples, Slopes slopes) {}

  private final DeltaSpace space;
  private @Nullable First first;

  RememberingSpace(DeltaSpace space) {
    this.space = space;
  }

  @Override
  public int size() {
    return space.size();
  }

  @Override
  public double[] norms() {
    return space.norms();
  }

  @Override
  public double[][] trunkGram() {
    return space.trunkGram();
  }

  @Override
  public Score score(float[] alpha, List<Example> examples) {
    return space.score(alpha, examples);
  }

  @Override
  public Slopes slopes(float[] alpha, List<Example> examples) {
    First known = first;
    if (known == null) {
      known = new First(alpha.clone(), examples, space.slopes(alpha, examples));
      first = known;
    } else if (!Arrays.equals(known.alpha(), alpha) || !known.examples().equals(examples)) {
      return space.slopes(alpha, examples);
    }
    return new Slopes(known.slopes().loss(), known.slopes().byAlpha().clone());
  }

  @Override
  public float[] combine(float[] alpha) {
    return space.combine(alpha);
  }

  @Override
  public void close() {
    space.close();
  }
}
