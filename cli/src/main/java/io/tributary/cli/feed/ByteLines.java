package io.tributary.cli.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines without looking at them as text. Not for several threads. */
final class ByteLines {

  /** No broker takes so large a record, and a line without an end must not fill the memory. */
  static final int LONGEST = 16 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
  private int position;
  private int limit;

  ByteLines(InputStream in) {
    this.in = in;
  }

  /** The next line without its end (LF or CR LF), or null after the last. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    boolean any = false;
    while (fill()) {
      any = true;
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, start, position - start);
      if (line.size() > LONGEST) {
        throw new IOException("a line is longer than " + (LONGEST >> 20) + " MiB");
      }
      if (position < limit) {
        position++;
        break;
      }
    }
    return any ? withoutReturn(line.toByteArray()) : null;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return position < limit;
  }

  private static byte[] withoutReturn(byte[] bytes) {
    boolean windows = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return windows ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }
}
