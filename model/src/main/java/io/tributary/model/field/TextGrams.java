package io.tributary.model.field;

import java.util.Arrays;

/**
 * Cuts text into hashed n-grams.
 *
 * <p>Words are maximal runs of letters and digits (and of marks within them), in lower case by
 * Unicode's simple mapping. The n-grams are, in this order and until there are as many as the field
 * takes: each word; each run of two words, of three and so on, with a space between; the character
 * n-grams of each word from the shortest to the longest, the word put between {@code <} and {@code
 * >}, and the byte 1 before each n-gram. One that comes twice counts twice. Used by one thread at a
 * time.
 */
public final class TextGrams {

  private static final int CHARACTERS = 1; // the byte that tells characters from words

  private final FieldSpec.Text spec;
  private int[] points = new int[256]; // words, each between < and >
  private int length;
  private int[] ends = new int[64]; // of the words, with their marks
  private int words;

  /** Of a field. */
  public TextGrams(FieldSpec.Text spec) {
    this.spec = spec;
  }

  /**
   * Puts the n-grams of a text into a field row.
   *
   * @param text holds the text
   * @param from index of its first character
   * @param to index after its last
   * @param row to put them into; what is left of the field's slots is set to 0
   * @param offset of the field's first slot
   * @return how many there are
   */
  public int fill(char[] text, int from, int to, float[] row, int offset) {
    split(text, from, to);
    int end = offset + spec.length();
    int at = offset;
    for (int n = 1; n <= spec.words() && at < end; n++) {
      at = wordGrams(n, row, at, end);
    }
    for (int n = spec.shortest(); n > 0 && n <= spec.longest() && at < end; n++) {
      at = characterGrams(n, row, at, end);
    }
    Arrays.fill(row, at, end, 0f);
    return at - offset;
  }

  private void split(char[] text, int from, int to) {
    length = 0;
    words = 0;
    boolean inside = false;
    int at = from;
    while (at < to) {
      int point = text[at++];
      if (Character.isHighSurrogate((char) point)
          && at < to
          && Character.isLowSurrogate(text[at])) {
        point = Character.toCodePoint((char) point, text[at++]);
      }
      boolean belongs = inside ? continuesWord(point) : Character.isLetterOrDigit(point);
      if (belongs) {
        if (!inside) {
          add('<');
        }
        add(Character.toLowerCase(point));
      } else if (inside && endWord()) {
        return;
      }
      inside = belongs;
    }
    if (inside) {
      endWord();
    }
  }

  private static boolean continuesWord(int point) {
    if (point < 0x80) {
      return Character.isLetterOrDigit(point);
    }
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private void add(int point) {
    if (length == points.length) {
      points = Arrays.copyOf(points, 2 * length);
    }
    points[length++] = point;
  }

  /** Ends a word; whether no further one can count. */
  private boolean endWord() {
    add('>');
    if (words == ends.length) {
      ends = Arrays.copyOf(ends, 2 * words);
    }
    ends[words++] = length;
    return spec.words() > 0 && words == spec.length();
  }

  private int wordGrams(int n, float[] row, int from, int end) {
    int at = from;
    for (int word = 0; word + n <= words && at < end; word++) {
      long hash = FieldHash.START;
      for (int part = word; part < word + n; part++) {
        if (part > word) {
          hash = FieldHash.add(hash, ' ');
        }
        for (int i = start(part) + 1; i < ends[part] - 1; i++) {
          hash = FieldHash.addPoint(hash, points[i]);
        }
      }
      row[at++] = slot(hash);
    }
    return at;
  }

  private int characterGrams(int n, float[] row, int from, int end) {
    int at = from;
    for (int word = 0; word < words && at < end; word++) {
      for (int first = start(word); first + n <= ends[word] && at < end; first++) {
        long hash = FieldHash.add(FieldHash.START, CHARACTERS);
        for (int i = first; i < first + n; i++) {
          hash = FieldHash.addPoint(hash, points[i]);
        }
        row[at++] = slot(hash);
      }
    }
    return at;
  }

  private int start(int word) {
    return word == 0 ? 0 : ends[word - 1];
  }

  private float slot(long hash) {
    return 1 + FieldHash.bucket(FieldHash.finish(hash), spec.buckets());
  }
}
