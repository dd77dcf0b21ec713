package io.tributary.model.weighting;

import io.tributary.model.Example;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was asked of another space, and whether it was closed. */
final class WatchedSpace implements DeltaSpace {

  private final DeltaSpace space;
  private final List<List<Example>> batches = new ArrayList<>();
  private boolean closed;

  WatchedSpace(DeltaSpace space) {
    this.space = space;
  }

  boolean isClosed() {
    return closed;
  }

  /** The examples of each call of {@link #slopes}. */
  List<List<Example>> batches() {
    return batches;
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
    batches.add(List.copyOf(examples));
    return space.slopes(alpha, examples);
  }

  @Override
  public float[] combine(float[] alpha) {
    return space.combine(alpha);
  }

  @Override
  public void close() {
    closed = true;
    space.close();
  }
}
