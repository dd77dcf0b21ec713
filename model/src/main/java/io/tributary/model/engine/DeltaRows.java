package io.tributary.model.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The K deltas of a round as rows of a matrix over [trunk | target's head]. They stay where they
 * came, on the heap; some columns of all of them at a time are brought to where BLAS finds them,
 * few enough to stay in a core's cache. Every operation is one pass over the K·P elements, in an
 * order that depends on nothing but K and P.
 */
final class DeltaRows implements AutoCloseable {

  private static final int ELEMENTS = 1 << 17; // of the second-level cache
  private static final int NARROWEST = 2048;
  private static final int WIDEST = 16_384;

  private final RoundVectors vectors;
  private final List<Integer> all; // the rows
  private final List<Integer> ofTarget; // the one that reaches into the target's head
  private final int width;
  private @Nullable FlatVector columns; // some, of all rows
  private @Nullable FlatVector each; // one number a row

  DeltaRows(RoundVectors vectors) {
    this.vectors = vectors;
    all = IntStream.range(0, vectors.deltas().size()).boxed().toList();
    ofTarget = all.stream().filter(vectors::isOfTarget).toList();
    width = Math.max(NARROWEST, Math.min(WIDEST, ELEMENTS / Math.max(1, all.size())));
  }

  /**
   * Sets a vector to θ + Σᵢ xᵢ·rowᵢ. A head that is not scaled counts as it is.
   *
   * @param x one factor a row
   */
  void move(FlatVector to, float[] x) {
    vectors.start(to);
    FlatVector factors = each();
    factors.set(0, x, 0, x.length);
    forEachBlock(
        0,
        vectors.trunk(),
        all,
        (at, count, block) -> to.addRows(at, count, block, width, factors, all.size()));
    if (!ofTarget.isEmpty()) {
      float ofHead = vectors.headSteps().areScaled(true) ? x[ofTarget.get(0)] : 1;
      forEachBlock(
          vectors.trunk(),
          vectors.length(),
          ofTarget,
          (at, count, block) -> to.add(at, ofHead, block, count));
    }
  }

  /** One inner product with a vector a row; a head that is not scaled counts for none. */
  double[] dots(FlatVector vector) {
    double[] products = new double[all.size()];
    float[] found = new float[all.size()];
    FlatVector each = each();
    forEachBlock(
        0,
        vectors.trunk(),
        all,
        (at, count, block) -> {
          each.multiplyRows(block, all.size(), width, vector, at, count);
          each.get(0, found, 0, found.length);
          for (int row = 0; row < found.length; row++) {
            products[row] += found[row];
          }
        });
    if (vectors.headSteps().areScaled(true)) {
      forEachBlock(
          vectors.trunk(),
          vectors.length(),
          ofTarget,
          (at, count, block) -> {
            each.multiplyRows(block, 1, width, vector, at, count);
            each.get(0, found, 0, 1);
            products[ofTarget.get(0)] += found[0];
          });
    }
    return products;
  }

  /** The products of the rows with one another over the trunk: K × K, row-major. */
  float[] gram() {
    if (all.isEmpty()) {
      return new float[0];
    }
    try (FlatVector products = new FlatVector(all.size() * all.size())) {
      forEachBlock(
          0,
          vectors.trunk(),
          all,
          (at, count, block) -> products.addGram(block, all.size(), count, width));
      return products.toArray();
    }
  }

  /** What is done with some columns, one row a delta. */
  @FunctionalInterface
  private interface Work {
    void block(int at, int count, FlatVector block);
  }

  private void forEachBlock(int from, int to, List<Integer> rows, Work work) {
    if (rows.isEmpty()) {
      return;
    }
    FlatVector block = columns == null ? new FlatVector(all.size() * width) : columns;
    columns = block;
    for (int at = from; at < to; at += width) {
      int count = Math.min(width, to - at);
      for (int i = 0; i < rows.size(); i++) {
        vectors.delta(rows.get(i), at, count, block, i * width);
      }
      work.block(at, count, block);
    }
  }

  private FlatVector each() {
    FlatVector made = each == null ? new FlatVector(Math.max(1, all.size())) : each;
    each = made;
    return made;
  }

  @Override
  public void close() {
    for (FlatVector held : Arrays.asList(columns, each)) {
      if (held != null) {
        held.close();
      }
    }
    columns = null;
    each = null;
  }
}
