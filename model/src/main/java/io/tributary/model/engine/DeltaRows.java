package io.tributary.model.engine;

import io.tributary.model.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * The K deltas of a round as rows of a matrix, where they lie on the heap: nothing is copied but,
 * for their products with one another, a block at a time. Every operation is one pass over the K·P
 * elements, in an order that depends on nothing but K and P.
 */
final class DeltaRows {

  /** So many elements of a vector stay in the first-level cache while all rows pass. */
  private static final int BLOCK = 2048;

  private final List<float[]> rows;
  private final List<List<Segment>> segments = new ArrayList<>();

  DeltaRows(RoundVectors vectors) {
    rows = vectors.deltas().stream().map(delta -> delta.values()).toList();
    for (int i = 0; i < rows.size(); i++) {
      segments.add(vectors.scaled(i));
    }
  }

  /**
   * to += Σᵢ xᵢ·rowᵢ.
   *
   * @param x one factor a row
   */
  void addTo(float[] to, float[] x) {
    for (int at = 0; at < to.length; at += BLOCK) {
      int end = Math.min(to.length, at + BLOCK);
      for (int i = 0; i < rows.size(); i++) {
        for (Segment segment : segments.get(i)) {
          axpy(x[i], rows.get(i), first(at, segment), Math.min(end, segment.end()), to);
        }
      }
    }
  }

  private static int first(int at, Segment segment) {
    return Math.max(at, segment.offset());
  }

  /** With one index for both arrays, or the compiler finds no vector instructions for it. */
  private static void axpy(float factor, float[] row, int from, int end, float[] to) {
    for (int j = from; j < end; j++) {
      to[j] += factor * row[j];
    }
  }

  /** One inner product with a vector a row. */
  double[] dots(float[] vector) {
    double[] products = new double[rows.size()];
    for (int at = 0; at < vector.length; at += BLOCK) {
      int end = Math.min(vector.length, at + BLOCK);
      for (int i = 0; i < products.length; i++) {
        for (Segment segment : segments.get(i)) {
          products[i] += dot(rows.get(i), vector, first(at, segment), Math.min(end, segment.end()));
        }
      }
    }
    return products;
  }

  /** Eight sums at a time: the compiler may not change the order of one. */
  private static float dot(float[] one, float[] other, int from, int end) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = from;
    for (; j + 7 < end; j += 8) {
      s0 += one[j] * other[j];
      s1 += one[j + 1] * other[j + 1];
      s2 += one[j + 2] * other[j + 2];
      s3 += one[j + 3] * other[j + 3];
      s4 += one[j + 4] * other[j + 4];
      s5 += one[j + 5] * other[j + 5];
      s6 += one[j + 6] * other[j + 6];
      s7 += one[j + 7] * other[j + 7];
    }
    for (; j < end; j++) {
      s0 += one[j] * other[j];
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
            int first = first(at, segment);
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
