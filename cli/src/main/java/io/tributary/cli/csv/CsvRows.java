package io.tributary.cli.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, one at a time. Lines that hold nothing are passed over. Not for several
 * threads.
 */
final class CsvRows implements Closeable {

  /** No record of a broker is so long; a quote that never closes must not fill the memory. */
  static final int LONGEST_CELL = 4 << 20;

  private static final Pattern STARTED = Pattern.compile("started in line (\\d+)");
  private static final Pattern AFTER_QUOTE =
      Pattern.compile("after closing quote: '(.)'", Pattern.DOTALL);

  private final String delimiter;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final @Nullable EndMark end;
  private long line; // of the row before

  /**
   * One row.
   *
   * @param line where it starts, from 1
   * @param cells without their quotes
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Row(long line, String[] cells) {}

  /**
   * The rows of a text.
   *
   * @param cut whether the text may end within a row, so that an open quote at its end is no
   *     mistake
   */
  CsvRows(Reader text, Dialect dialect, boolean cut) {
    delimiter = Dialect.shown(dialect.delimiter());
    end = cut ? null : new EndMark(text);
    reader =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter())
            .quoteCharacter(dialect.quote())
            .allowExtraFields(true)
            .allowMissingFields(true)
            .skipEmptyLines(true)
            .maxBufferSize(LONGEST_CELL)
            .ofCsvRecord(end == null ? text : end);
    records = reader.iterator();
  }

  /** Characters of a file, without its mark; bytes that are none in the set are an error. */
  static Reader reader(InputStream in, Charset charset) throws IOException {
    Reader reader =
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
    return new WithoutMark(reader);
  }

  /**
   * The next row, or null after the last.
   *
   * @throws MalformedRow where there is none that can be read
   * @throws IOException when the file cannot be read
   */
  @Nullable Row next() throws IOException {
    CsvRecord record;
    try {
      if (!records.hasNext()) {
        return null;
      }
      record = records.next();
    } catch (CsvParseException e) {
      throw malformed(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    line = record.getStartingLineNumber();
    String[] cells = record.getFields().toArray(new String[0]);
    if (end != null && end.isIn(cells[cells.length - 1])) {
      if (cells.length == 1 && end.isAll(cells[0])) {
        return null;
      }
      throw new MalformedRow(line, "a quote is opened in this row and never closed");
    }
    return new Row(line, cells);
  }

  private MalformedRow malformed(CsvParseException e) {
    String message = String.valueOf(e.getMessage());
    Matcher at = STARTED.matcher(message);
    long where = at.find() ? Long.parseLong(at.group(1)) : line + 1;
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String why = String.valueOf(cause.getMessage());
    Matcher follows = AFTER_QUOTE.matcher(why);
    if (follows.find()) {
      char after = follows.group(1).charAt(0);
      return new MalformedRow(
          where,
          "%s follows a closing quote, where only %s or the end of the line may"
              .formatted(Dialect.shown(after), delimiter),
          Character.isLetterOrDigit(after) || Character.isWhitespace(after)
              ? "; a quote within a cell is written twice"
              : "; if it separates cells, set csv.delimiter (init: --delimiter)");
    }
    if (why.contains("buffer")) {
      return new MalformedRow(where, "a quote is opened in this row and not closed in 4 MiB");
    }
    return new MalformedRow(where, why);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
