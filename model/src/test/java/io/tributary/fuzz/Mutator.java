package io.tributary.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes valid bytes a little or a lot: flips, inserts, deletes, cuts, splices, numbers that break
 * lengths, and for texts tokens that change places, deep nesting, endless numbers, invalid UTF-8.
 */
public final class Mutator {

  private static final int LONGEST = 1 << 16;

  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    3,
    7,
    8,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1 << 20,
    1 << 24,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    0x100000000L,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE - 7
  };

  private static final List<String> TEXTS =
      List.of(
          "-1",
          "0",
          "-0",
          "1e999999999",
          "1E-999999999",
          "1e400",
          "-1e39",
          "NaN",
          "-Infinity",
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "0x7fffffff",
          "2147483647",
          "2147483648",
          "-2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "0.1",
          "\n",
          "\r\n",
          "\t",
          "\uFEFF",
          ",",
          ":",
          "'",
          "\"",
          "[",
          "]",
          "{",
          "}",
          "\\");

  private static final byte[][] WRONG_UTF8 = {
    {(byte) 0xff},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
    {(byte) 0xe2, (byte) 0x82}
  };

  private final boolean text;
  private final List<byte[]> words;

  private Mutator(boolean text, List<byte[]> words) {
    this.text = text;
    this.words = words;
  }

  /** Of binary forms. */
  public static Mutator ofBytes() {
    return new Mutator(false, List.of());
  }

  /** Of texts, with words that mean something in them. */
  public static Mutator ofText(String... words) {
    return new Mutator(true, Arrays.stream(words).map(Fuzz::utf8).toList());
  }

  /** One of the inputs with one to eight mutations; now and then as it is. */
  public byte[] mutate(List<byte[]> valid, Random random) {
    byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
    if (random.nextInt(50) == 0) {
      return bytes;
    }
    do {
      bytes = once(bytes, valid, random);
    } while (random.nextInt(2) == 0 && bytes.length < LONGEST);
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private byte[] once(byte[] bytes, List<byte[]> valid, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(Math.min(bytes.length - at, 64) + 1);
    if (text && random.nextInt(2) == 0) {
      return ofText(bytes, at, random);
    }
    return switch (random.nextInt(9)) {
      case 0 -> flip(bytes, random);
      case 1 -> replace(bytes, at, at, random(random, 1 + random.nextInt(8)));
      case 2 -> replace(bytes, at, to, new byte[0]);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> splice(bytes, at, valid.get(random.nextInt(valid.size())), random);
      case 5 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 6 -> replace(bytes, at, to, random(random, to - at));
      case 7 -> replace(bytes, at, at, many(bytes, at, to, random));
      default -> number(bytes, at, random);
    };
  }

  private byte[] ofText(byte[] bytes, int at, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> replace(bytes, at, at, WRONG_UTF8[random.nextInt(WRONG_UTF8.length)]);
      case 1 -> replace(bytes, at, at, nesting(random));
      case 2 -> replaceToken(bytes, at, digits(random));
      case 3, 4 -> replaceToken(bytes, at, word(random));
      case 5 -> replace(bytes, at, at, word(random));
      case 6 -> replaceToken(bytes, at, new byte[0]);
      default -> swapTokens(bytes, at, random.nextInt(bytes.length + 1));
    };
  }

  private byte[] word(Random random) {
    int index = random.nextInt(words.size() + TEXTS.size());
    return index < words.size() ? words.get(index) : Fuzz.utf8(TEXTS.get(index - words.size()));
  }

  private static byte[] nesting(Random random) {
    String open = List.of("[", "{\"a\":", "[{\"a\":", "{", "- ").get(random.nextInt(5));
    return Fuzz.utf8(open.repeat(1 << random.nextInt(12)));
  }

  private static byte[] digits(Random random) {
    String sign = random.nextBoolean() ? "" : "-";
    String dot = random.nextBoolean() ? "" : "0.";
    String exponent = random.nextInt(3) > 0 ? "" : "e" + random.nextInt();
    return Fuzz.utf8(sign + dot + "9".repeat(1 << random.nextInt(13)) + exponent);
  }

  private static byte[] flip(byte[] bytes, Random random) {
    byte[] result = bytes.clone();
    if (result.length > 0) {
      result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return result;
  }

  private static byte[] splice(byte[] bytes, int at, byte[] other, Random random) {
    int from = random.nextInt(other.length + 1);
    return replace(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
  }

  /** A range many times. */
  private static byte[] many(byte[] bytes, int from, int to, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 1 << random.nextInt(9); i > 0; i--) {
      out.write(bytes, from, to - from);
    }
    return out.toByteArray();
  }

  /** An interesting number in place of what stands there, in one of the forms that lengths have. */
  private static byte[] number(byte[] bytes, int at, Random random) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    byte[] form =
        switch (random.nextInt(6)) {
          case 0 -> new byte[] {(byte) number};
          case 1 -> ByteBuffer.allocate(4).putInt((int) number).array();
          case 2 ->
              ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) number).array();
          case 3 -> ByteBuffer.allocate(8).putLong(number).array();
          case 4 -> ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
          default -> zigzag(number);
        };
    return replace(bytes, at, Math.min(bytes.length, at + form.length), form);
  }

  /** As Avro writes it. */
  private static byte[] zigzag(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = (number << 1) ^ (number >> 63);
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] replaceToken(byte[] bytes, int at, byte[] by) {
    int begin = tokenBegin(bytes, at);
    return replace(bytes, begin, tokenEnd(bytes, begin), by);
  }

  private static byte[] swapTokens(byte[] bytes, int one, int other) {
    int a = tokenBegin(bytes, Math.min(one, other));
    int aEnd = tokenEnd(bytes, a);
    int b = tokenBegin(bytes, Math.max(one, other));
    int bEnd = tokenEnd(bytes, b);
    if (b < aEnd) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    out.write(bytes, 0, a);
    out.write(bytes, b, bEnd - b);
    out.write(bytes, aEnd, b - aEnd);
    out.write(bytes, a, aEnd - a);
    out.write(bytes, bEnd, bytes.length - bEnd);
    return out.toByteArray();
  }

  /** Where the run of letters and digits that holds an index begins. */
  private static int tokenBegin(byte[] bytes, int at) {
    int begin = at;
    while (begin > 0 && isWord(bytes[begin - 1])) {
      begin--;
    }
    return begin;
  }

  /** Where the run from an index on ends; a single byte when it is no letter or digit. */
  private static int tokenEnd(byte[] bytes, int begin) {
    int end = begin;
    while (end < bytes.length && isWord(bytes[end])) {
      end++;
    }
    return end == begin ? Math.min(bytes.length, begin + 1) : end;
  }

  private static boolean isWord(byte b) {
    return Character.isLetterOrDigit(b) || b == '.' || b == '-' || b == '_' || b == '+';
  }

  private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + by.length);
    out.write(bytes, 0, from);
    out.write(by, 0, by.length);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
