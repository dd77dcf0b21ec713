package io.tributary.model.field;

import io.tributary.model.field.FieldSpec.Categorical;

/** Finds the embeddings of the values of one learned vocabulary by their hashes. */
public final class VocabularyIndex {

  private final long[] hashes; // open addressing; 0: free
  private final int[] rows;
  private int size;

  /**
   * Of a vocabulary as its tensor holds it.
   *
   * @param pairs two floats a value, zeros behind the last value
   * @param from index of the first float
   * @param values most values
   */
  public VocabularyIndex(float[] pairs, int from, int values) {
    int capacity = Integer.highestOneBit(Math.max(1, values)) * 4;
    hashes = new long[capacity];
    rows = new int[capacity];
    for (int i = 0; i < values; i++) {
      long hash = FieldHash.of(pairs[from + 2 * i], pairs[from + 2 * i + 1]);
      if (hash == 0) {
        break;
      }
      add(hash);
    }
  }

  /** How many values it has. */
  public int size() {
    return size;
  }

  /** The row of a value's embedding: that of all others for one that it does not have. */
  public int row(long hash) {
    int at = find(hash);
    return hashes[at] == 0 ? Categorical.OTHER : rows[at];
  }

  /** Adds a value behind the others; whether it is new. */
  public boolean add(long hash) {
    int at = find(hash);
    if (hashes[at] != 0) {
      return false;
    }
    hashes[at] = hash;
    rows[at] = Categorical.FIRST + size++;
    return true;
  }

  private int find(long hash) {
    int mask = hashes.length - 1;
    int at = (int) hash & mask;
    while (hashes[at] != 0 && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
