package io.tributary.cli.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;

/** Characters without a byte order mark before them. */
final class WithoutMark extends FilterReader {

  private static final int MARK = 0xfeff;

  WithoutMark(Reader in) throws IOException {
    super(new PushbackReader(in, 1));
    int first = in.read();
    if (first >= 0 && first != MARK) {
      ((PushbackReader) this.in).unread(first);
    }
  }
}
