package io.tributary.cli.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the delimiter: the one by which most rows of the head have as many cells as the first. */
final class DialectGuess {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int HEAD = 1 << 18;
  private static final int ROWS = 200;

  private DialectGuess() {}

  static Dialect of(CsvFile file, Charset charset, char quote) {
    return best(head(file, charset), new Dialect(',', quote, charset), 0);
  }

  /** Another delimiter where that makes more of a table of a file than the given one; or null. */
  static @Nullable Character other(CsvFile file, Dialect dialect) {
    String head = head(file, dialect.charset());
    char best = best(head, dialect, score(head, dialect)).delimiter();
    return best == dialect.delimiter() ? null : best;
  }

  private static Dialect best(String head, Dialect unless, double least) {
    Dialect best = unless;
    double bestScore = least;
    for (char delimiter : DELIMITERS) {
      Dialect dialect = new Dialect(delimiter, unless.quote(), unless.charset());
      double score = score(head, dialect);
      if (score > bestScore) {
        best = dialect;
        bestScore = score;
      }
    }
    return best;
  }

  /** Whether cells stand in single quotes, and none in double ones. */
  static boolean quotesSingly(CsvFile file, Dialect dialect) {
    String head = head(file, dialect.charset());
    String delimiter = Pattern.quote(String.valueOf(dialect.delimiter()));
    Pattern single = Pattern.compile("(?:^|" + delimiter + ")'[^']*'(?=\\R|$|" + delimiter + ")");
    return head.indexOf('"') < 0
        && single.matcher(head).results().limit(3).count() == 3
        && score(head, new Dialect(dialect.delimiter(), '\'', dialect.charset()))
            >= score(head, dialect);
  }

  /** The share of rows with as many cells as the first, and a little for having many. */
  private static double score(String head, Dialect dialect) {
    CsvRows rows = new CsvRows(new StringReader(head), dialect, true);
    int cells = 0;
    int same = 0;
    int all = 0;
    try (rows) {
      for (CsvRows.Row row = rows.next(); row != null && all < ROWS; row = rows.next()) {
        cells = all == 0 ? row.cells().length : cells;
        same += row.cells().length == cells ? 1 : 0;
        all++;
      }
    } catch (MalformedRow cutOff) {
      all++;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return cells < 2 ? 0 : (double) same / all + 1e-6 * Math.min(cells, 1000);
  }

  /** Whole lines, as far as one can tell. */
  private static String head(CsvFile file, Charset charset) {
    char[] head = new char[HEAD];
    int length = 0;
    try (Reader in = CsvRows.reader(file.open(), charset)) {
      for (int read = in.read(head); read > 0; read = in.read(head, length, HEAD - length)) {
        length += read;
      }
    } catch (IOException broken) {
      throw file.unreadable(broken, charset);
    }
    String text = new String(head, 0, length);
    int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return length < HEAD || end < 0 ? text : text.substring(0, end);
  }
}
