package io.tributary.cli.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first byte of a file that is none of its character set.
 *
 * @param line that it stands in, from 1
 * @param number which byte of the file it is, from 1
 * @param value from 0 to 255
 */
record WrongByte(long line, long number, int value) {

  private static final int BLOCK = 1 << 16;

  /**
   * Reads a file up to there.
   *
   * @return null when all of the file is of the set
   */
  static @Nullable WrongByte find(CsvFile file, Charset charset) throws IOException {
    try (InputStream in = file.open()) {
      return find(in, charset);
    }
  }

  private static @Nullable WrongByte find(InputStream file, Charset charset) throws IOException {
    CharsetDecoder decoder =
        charset.newDecoder().onUnmappableCharacter(CodingErrorAction.REPLACE); // as rows are read
    ByteBuffer in = ByteBuffer.allocate(BLOCK);
    CharBuffer out = CharBuffer.allocate(BLOCK);
    Lines lines = new Lines();
    long before = 0;
    for (boolean end = false; !end; in.compact()) {
      int read = file.readNBytes(in.array(), in.position(), in.remaining());
      end = read < in.remaining();
      in.position(in.position() + read).flip();
      CoderResult result;
      do {
        out.clear();
        result = decoder.decode(in, out, end);
        lines.add(out.flip());
        if (result.isError()) {
          int value = Byte.toUnsignedInt(in.get(in.position()));
          return new WrongByte(lines.line, before + in.position() + 1, value);
        }
      } while (result.isOverflow());
      before += in.position();
    }
    return null;
  }

  /** Counts lines, however they end. */
  private static final class Lines {
    private long line = 1;
    private char last;

    void add(CharBuffer text) {
      while (text.hasRemaining()) {
        char c = text.get();
        line += c == '\r' || (c == '\n' && last != '\r') ? 1 : 0;
        last = c;
      }
    }
  }

  /** What is wrong, and what to do. */
  String said(CsvFile file, Charset charset) {
    return String.format(
        Locale.ROOT,
        "%s:%d: the byte 0x%02X, number %,d of the file, is not %s; set csv.encoding (init:"
            + " --encoding) to what the file is written in, such as windows-1252",
        file.path(),
        line,
        value,
        number,
        Encodings.name(charset));
  }
}
