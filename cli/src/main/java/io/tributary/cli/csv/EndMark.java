package io.tributary.cli.csv;

import java.io.IOException;
import java.io.Reader;

/**
 * Puts a line of its own behind a text. Who reads the text as a table gets it as the last row,
 * unless a quote is open: then it is within a cell.
 */
final class EndMark extends Reader {

  private static final String MARK = "\uE0F0\uE0F1end\uE0F2"; // of the private use area

  private final Reader text;
  private int left = -1;

  EndMark(Reader text) {
    this.text = text;
  }

  boolean isIn(String cell) {
    return cell.endsWith(MARK);
  }

  boolean isAll(String cell) {
    return cell.equals(MARK);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    String tail = "\n" + MARK;
    if (left < 0) {
      int read = text.read(buffer, offset, length);
      if (read >= 0) {
        return read;
      }
      left = tail.length();
    }
    int count = Math.min(left, length);
    int from = tail.length() - left;
    tail.getChars(from, from + count, buffer, offset);
    left -= count;
    return count == 0 && length > 0 ? -1 : count;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
