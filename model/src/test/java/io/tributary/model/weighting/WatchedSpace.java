package io.tributary.model.weighting;

import io.tributary.model.Example;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.ForwardingSpace;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was asked of another space, and whether it was closed. */
final class WatchedSpace extends ForwardingSpace {

  private final List<List<Example>> batches = new ArrayList<>();
  private boolean closed;

  WatchedSpace(DeltaSpace space) {
    super(space);
  }

  boolean isClosed() {
    return closed;
  }

  /** The examples of each call of {@link #slopes}. */
  List<List<Example>> batches() {
    return batches;
  }

  @Override
  public Slopes slopes(float[] alpha, List<Example> examples) {
    batches.add(List.copyOf(examples));
    return super.slopes(alpha, examples);
  }

  @Override
  public void close() {
    closed = true;
    super.close();
  }
}
