package io.tributary.model.engine;

import io.tributary.model.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * The K deltas of a round as rows of a matrix, where they lie on the heap: nothing is copied but a
 * block at a time. Every operation is one pass over the K·P elements, in an order that depends on
 * nothing but K and P.
 */
final class DeltaRows {

  /** So many elements of a vector stay in the first-level cache while all rows pass. */
  private static final int BLOCK = 2048;

  private final List<float[]> rows;
  private final List<List<Segment>> segments = new ArrayList<>();
  private final float[] block = new float[BLOCK];

  DeltaRows(RoundVectors vectors) {
    rows = vectors.deltas().stream().map(delta -> delta.values()).toList();
    for (int i = 0; i < rows.size(); i++) {
      segments.add(vectors.scaled(i));
    }
  }

  /**
   * to = from + Σᵢ xᵢ·rowᵢ.
   *
   * @param x one factor a row
   */
  void add(float[] from, float[] x, FlatVector to) {
    for (int at = 0; at < from.length; at += BLOCK) {
      int end = Math.min(from.length, at + BLOCK);
      System.arraycopy(from, at, block, 0, end - at);
      for (int i = 0; i < rows.size(); i++) {
        for (Segment segment : segments.get(i)) {
          int first = Math.max(at, segment.offset());
          axpy(x[i], rows.get(i), first, Math.min(end, segment.end()), block, first - at);
        }
      }
      to.set(at, block, 0, end - at);
    }
  }

  private static void axpy(float factor, float[] row, int from, int end, float[] to, int at) {
    int shift = at - from;
    for (int j = from; j < end; j++) {
      to[j + shift] += factor * row[j];
    }
  }

  /** One inner product with a vector a row. */
  double[] dots(FlatVector vector) {
    double[] products = new double[rows.size()];
    for (int at = 0; at < vector.length(); at += BLOCK) {
      int end = Math.min(vector.length(), at + BLOCK);
      vector.get(at, block, 0, end - at);
      for (int i = 0; i < products.length; i++) {
        for (Segment segment : segments.get(i)) {
          int first = Math.max(at, segment.offset());
          products[i] += dot(rows.get(i), first, Math.min(end, segment.end()), block, first - at);
        }
      }
    }
    return products;
  }

  /** Eight sums at a time: the compiler may not change the order of one. */
  private static float dot(float[] row, int from, int end, float[] other, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = from;
    int k = at;
    for (; j + 7 < end; j += 8, k += 8) {
      s0 += row[j] * other[k];
      s1 += row[j + 1] * other[k + 1];
      s2 += row[j + 2] * other[k + 2];
      s3 += row[j + 3] * other[k + 3];
      s4 += row[j + 4] * other[k + 4];
      s5 += row[j + 5] * other[k + 5];
      s6 += row[j + 6] * other[k + 6];
      s7 += row[j + 7] * other[k + 7];
    }
    for (; j < end; j++, k++) {
      s0 += row[j] * other[k];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /**
   * The products of the rows with one another over their first columns: K × K, row-major.
   *
   * @param columns how many
   */
  float[] gram(int columns) {
    if (rows.isEmpty()) {
      return new float[0];
    }
    try (FlatVector blocks = new FlatVector(Math.multiplyExact(rows.size(), BLOCK));
        FlatVector products = new FlatVector(rows.size() * rows.size())) {
      for (int at = 0; at < columns; at += BLOCK) {
        int width = Math.min(columns - at, BLOCK);
        blocks.clear();
        for (int i = 0; i < rows.size(); i++) {
          for (Segment segment : segments.get(i)) {
            int first = Math.max(at, segment.offset());
            int count = Math.min(at + width, segment.end()) - first;
            if (count > 0) {
              blocks.set(i * BLOCK + first - at, rows.get(i), first, count);
            }
          }
        }
        products.addGram(blocks, rows.size(), BLOCK);
      }
      return products.toArray();
    }
  }
}
