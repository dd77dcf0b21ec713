package io.tributary.model.engine;

import io.tributary.model.Example;
import io.tributary.model.evaluation.Score;
import java.util.List;

/** Hands every call on to another space: for those that change one or two of them. */
public abstract class ForwardingSpace implements DeltaSpace {

  private final DeltaSpace space;

  /** Hands on to the space, which it owns. */
  protected ForwardingSpace(DeltaSpace space) {
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
  public double objective(float[] alpha, List<Example> examples) {
    return space.objective(alpha, examples);
  }

  @Override
  public Slopes slopes(float[] alpha, List<Example> examples) {
    return space.slopes(alpha, examples);
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
