package io.tributary.model.field;

/**
 * Hashes text to 48 bits, for ever in the same way: FNV-1a of 64 bits over the UTF-8 bytes (an
 * unpaired surrogate counts as '?'), then the 64-bit finaliser of MurmurHash3, then the upper 48
 * bits; 0 becomes 1, since 0 stands for nothing.
 */
public final class FieldHash {

  /** Before the first byte. */
  static final long START = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;
  private static final int HALF = 24;
  private static final long LOW = (1L << HALF) - 1;

  private FieldHash() {}

  /** Of a text. */
  public static long of(String text) {
    return of(text.toCharArray(), 0, text.length());
  }

  /** Of a part of an array of characters. */
  public static long of(char[] text, int from, int to) {
    long hash = START;
    int at = from;
    while (at < to) {
      char c = text[at++];
      if (c < 0x80) {
        hash = add(hash, c);
      } else {
        int point = c;
        if (Character.isHighSurrogate(c) && at < to && Character.isLowSurrogate(text[at])) {
          point = Character.toCodePoint(c, text[at++]);
        }
        hash = addPoint(hash, point);
      }
    }
    return finish(hash);
  }

  /** One more byte. */
  static long add(long hash, int unsignedByte) {
    return (hash ^ unsignedByte) * PRIME;
  }

  /** The bytes of one more code point. */
  static long addPoint(long hash, int point) {
    if (point < 0x80) {
      return add(hash, point);
    }
    if (point < 0x800) {
      return add(add(hash, 0xc0 | point >> 6), 0x80 | (point & 0x3f));
    }
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      return add(hash, '?');
    }
    long next =
        point < 0x10000
            ? add(hash, 0xe0 | point >> 12)
            : add(add(hash, 0xf0 | point >> 18), 0x80 | (point >> 12 & 0x3f));
    return add(add(next, 0x80 | (point >> 6 & 0x3f)), 0x80 | (point & 0x3f));
  }

  /** The 48 bits, after the last byte. */
  static long finish(long hash) {
    long mixed = hash;
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    long bits = (mixed ^ mixed >>> 33) >>> 16;
    return bits == 0 ? 1 : bits;
  }

  /** Which of so many buckets a hash falls into: its upper 32 bits times the buckets, over 2³². */
  public static int bucket(long hash, int buckets) {
    return (int) (((hash >>> 16) * buckets) >>> 32);
  }

  /** The upper 24 bits, exact in a float. */
  public static float high(long hash) {
    return hash >>> HALF;
  }

  /** The lower 24 bits, exact in a float. */
  public static float low(long hash) {
    return hash & LOW;
  }

  /** The hash of its halves; 0 when both are 0. */
  public static long of(float high, float low) {
    return (long) high << HALF | (long) low;
  }
}
