package io.tributary.cli.csv;

import io.tributary.cli.terminal.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a file writes characters. A byte order mark decides; without one it is UTF-8 if all
 * of the file is, else windows-1252, of which Latin-1 is a part. All of it is read, for many a file
 * has its first umlaut after thousands of lines.
 */
final class Encodings {

  /** As others call them: file beginnings and what the file is. */
  private static final Map<String, String> NO_TEXT =
      Map.of(
          "PK\u0003\u0004", "a ZIP or Excel file; unpack it, or save the sheet as CSV",
          "PAR1", "a Parquet file; export it as CSV",
          "%PDF", "a PDF file, which holds no table",
          "SQLite", "an SQLite database; export the table as CSV",
          "\u00d0\u00cf\u0011\u00e0", "an old Excel file; save the sheet as CSV",
          "7z\u00bc\u00af", "a 7z archive; unpack it",
          "BZh9", "a file packed with bzip2; unpack it",
          "(\u00b5/\u00fd", "a file packed with zstd; unpack it");

  /** What is taken for written in, where there is no mark and not all is UTF-8. */
  static final Charset OTHERS = Charset.forName("windows-1252");

  private Encodings() {}

  /**
   * The character set of a file.
   *
   * @throws CommandException when it is empty or holds no text
   */
  static Charset of(CsvFile file) {
    byte[] head = new byte[1 << 16];
    try (InputStream in = file.open()) {
      int length = in.readNBytes(head, 0, head.length);
      if (length == 0) {
        throw CommandException.usage(file.path() + ": the file is empty");
      }
      Charset marked = marked(head, length);
      if (marked != null) {
        return marked;
      }
      refuseBinary(file, head, length);
      return isUtf8(head, length, in) ? StandardCharsets.UTF_8 : OTHERS;
    } catch (IOException broken) {
      throw file.unreadable(broken);
    }
  }

  /** What it is called in a configuration. */
  static String name(Charset charset) {
    return charset.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Charset marked(byte[] head, int length) {
    int first = length < 2 ? 0 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
    if (first == 0xfeff || first == 0xfffe) {
      return StandardCharsets.UTF_16; // by its mark
    }
    boolean utf8 = first == 0xefbb && length > 2 && (head[2] & 0xff) == 0xbf;
    return utf8 ? StandardCharsets.UTF_8 : null;
  }

  /**
   * Refuses what is certainly no text.
   *
   * @throws CommandException in a line that says what it is
   */
  static void refuseBinary(CsvFile file, byte[] head, int length) {
    String start = new String(head, 0, Math.min(length, 8), StandardCharsets.ISO_8859_1);
    NO_TEXT.forEach(
        (magic, what) -> {
          if (start.startsWith(magic)) {
            throw CommandException.usage(file.path() + ": is " + what);
          }
        });
    int line = 1;
    for (int i = 0; i < length; i++) {
      int b = head[i] & 0xff;
      line += b == '\n' ? 1 : 0;
      if (b == 0) {
        throw CommandException.usage(
            file.path()
                + ":"
                + line
                + ": holds a zero byte: no text file, or UTF-16 without its mark; for that set"
                + " csv.encoding: utf-16le");
      }
      if (b < 32 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a) {
        throw CommandException.usage(
            file.path() + ":" + line + ": holds the control character " + b + ": no text file");
      }
    }
  }

  private static boolean isUtf8(byte[] head, int length, InputStream rest) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(head.length + 8);
    ByteBuffer in = ByteBuffer.wrap(head, 0, length);
    while (true) {
      out.clear();
      CoderResult result = decoder.decode(in, out, false);
      if (result.isError()) {
        return false;
      }
      byte[] left = new byte[in.remaining()];
      in.get(left);
      byte[] buffer = new byte[left.length + head.length - 8];
      System.arraycopy(left, 0, buffer, 0, left.length);
      int more = rest.readNBytes(buffer, left.length, buffer.length - left.length);
      in = ByteBuffer.wrap(buffer, 0, left.length + more);
      if (more == 0) {
        out.clear();
        return !decoder.decode(in, out, true).isError();
      }
    }
  }
}
