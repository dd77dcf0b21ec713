package io.tributary.model.field;

import java.io.Serializable;

/** What a field holds and how the network takes it in. */
public sealed interface FieldSpec extends Serializable {

  /** One more than the largest number that a slot may hold: all below it are exact in a float. */
  int EXACT = 1 << 24;

  /** Floats that its value takes in a field row. */
  int width();

  /** Numbers that it hands to the trunk. */
  int outputs();

  /** Rows of its embedding table; 0 when it has none. */
  default int rows() {
    return 0;
  }

  /**
   * A number, standardised by running statistics.
   *
   * @param transform applied before
   */
  record Numeric(Transform transform) implements FieldSpec {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public int outputs() {
      return 2;
    }
  }

  /** What becomes of a number before it is standardised. */
  enum Transform {
    /** Nothing. */
    NONE,
    /** sign(x) · log(1 + |x|). */
    LOG
  }

  /**
   * One of several values, each with an embedding.
   *
   * @param values most values of a vocabulary that is learned on the stream; 0 when hashed
   * @param buckets of the hash; 0 when there is a vocabulary
   * @param dimension of an embedding
   */
  record Categorical(int values, int buckets, int dimension) implements FieldSpec {

    /** Row of a value that is not, or not yet, in the vocabulary. */
    public static final int OTHER = 0;

    /** Row of a missing value, with a vocabulary. */
    public static final int MISSING = 1;

    /** Row of the vocabulary's first value. */
    public static final int FIRST = 2;

    public Categorical {
      if ((values > 0) == (buckets > 0)) {
        throw new IllegalArgumentException("a categorical field has values or buckets");
      }
    }

    /** Whether its vocabulary is learned on the stream. */
    public boolean isLearned() {
      return values > 0;
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public int outputs() {
      return dimension;
    }

    /** With a vocabulary: other, missing, the values; hashed: missing, the buckets. */
    @Override
    public int rows() {
      return isLearned() ? FIRST + values : 1 + buckets;
    }
  }

  /**
   * Text as the mean of the embeddings of its n-grams, hashed.
   *
   * @param buckets of the hash
   * @param dimension of an embedding
   * @param words longest run of words that is an n-gram; 0 for none
   * @param shortest characters of an n-gram within a word; 0 for none
   * @param longest the same
   * @param length most n-grams of a text
   */
  record Text(int buckets, int dimension, int words, int shortest, int longest, int length)
      implements FieldSpec {
    @Override
    public int width() {
      return length;
    }

    @Override
    public int outputs() {
      return dimension;
    }

    @Override
    public int rows() {
      return buckets;
    }
  }

  /**
   * A long vector that is mostly 0, as the sum of embeddings weighed by its values.
   *
   * @param size of the vector
   * @param dimension of an embedding
   * @param entries most that are not 0
   */
  record Sparse(int size, int dimension, int entries) implements FieldSpec {
    @Override
    public int width() {
      return 2 * entries;
    }

    @Override
    public int outputs() {
      return dimension;
    }

    @Override
    public int rows() {
      return size;
    }
  }
}
