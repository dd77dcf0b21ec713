package io.tributary.cli.csv;

import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.CsvConfig;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file whose first row names the columns of all others. Rows are read one at a time and never
 * held.
 *
 * @param file which
 * @param dialect how it is written
 * @param header names of its columns, without the blanks around them
 */
public record CsvTable(CsvFile file, Dialect dialect, List<String> header) {

  public CsvTable {
    header = List.copyOf(header);
  }

  /** Takes rows. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the next row, which has as many cells as the header.
     *
     * @return whether more are wanted
     */
    boolean accept(CsvRows.Row row) throws IOException;
  }

  /**
   * A table as a configuration says, as far as it does.
   *
   * @throws CommandException in one line, when it is none
   */
  public static CsvTable open(Path path, CsvConfig config) {
    CsvFile file = CsvFile.of(path);
    return open(file, Dialect.of(file, config));
  }

  /** A table that nothing is known of. */
  static CsvTable guessed(Path path) {
    return guessed(path, null, null);
  }

  /**
   * The same, but for what is known.
   *
   * @param delimiter between cells; null: found out
   * @param charset null: found out
   */
  static CsvTable guessed(Path path, @Nullable Character delimiter, @Nullable Charset charset) {
    CsvFile file = CsvFile.of(path);
    return open(file, Dialect.guessed(file, delimiter, charset));
  }

  private static CsvTable open(CsvFile file, Dialect dialect) {
    try (CsvRows rows = rows(file, dialect)) {
      CsvRows.Row first = rows.next();
      if (first == null) {
        throw CommandException.usage(file.path() + ": holds no row");
      }
      List<String> header = new ArrayList<>();
      for (String cell : first.cells()) {
        header.add(cell.strip());
      }
      checkNames(file, first.line(), header);
      return new CsvTable(file, dialect, header);
    } catch (MalformedRow e) {
      throw refuse(file, dialect, e);
    } catch (IOException e) {
      throw file.unreadable(e, dialect.charset());
    }
  }

  private static void checkNames(CsvFile file, long line, List<String> header) {
    Set<String> names = new HashSet<>();
    boolean values = true;
    for (String name : header) {
      if (!name.isEmpty() && !names.add(name)) {
        throw CommandException.usage(
            file.path()
                + ":"
                + line
                + ": two columns are called '"
                + shown(name)
                + "'; rename one");
      }
      values &= name.isEmpty() || Cells.number(name, '.') != null;
    }
    if (values) {
      throw CommandException.usage(
          file.path()
              + ":"
              + line
              + ": the first row holds no names of columns; put a line of names before it");
    }
  }

  /** What a person calls it. */
  public String name() {
    return file.path().toString();
  }

  /**
   * Hands over every row behind the header.
   *
   * @throws CommandException in one line with the line's number, where it is no table
   * @throws IOException when the sink throws it
   */
  void forEach(Sink sink) throws IOException {
    try (CsvRows rows = rows(file, dialect)) {
      next(rows);
      for (CsvRows.Row row = next(rows); row != null; row = next(rows)) {
        if (row.cells().length != header.size()) {
          String why =
              "the row has %s, the header %d".formatted(cells(row.cells().length), header.size());
          throw refuse(file, dialect, new MalformedRow(row.line(), why));
        }
        if (!sink.accept(row)) {
          return;
        }
      }
    }
  }

  /**
   * Checks that there is something behind the header.
   *
   * @throws CommandException where there is not
   */
  void requireRows() {
    boolean[] any = {false};
    try {
      forEach(
          row -> {
            any[0] = true;
            return false;
          });
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!any[0]) {
      throw CommandException.usage(file.path() + ": holds the names of columns and no row below");
    }
  }

  /** How many rows are behind the header. */
  long count() {
    long[] count = {0};
    try {
      forEach(row -> ++count[0] > 0);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return count[0];
  }

  private CsvRows.@Nullable Row next(CsvRows rows) {
    try {
      return rows.next();
    } catch (MalformedRow e) {
      throw refuse(file, dialect, e);
    } catch (IOException e) {
      throw file.unreadable(e, dialect.charset());
    }
  }

  private static CsvRows rows(CsvFile file, Dialect dialect) {
    try {
      return new CsvRows(CsvRows.reader(file.open(), dialect.charset()), dialect, false);
    } catch (IOException e) {
      throw file.unreadable(e, dialect.charset());
    }
  }

  private static CommandException refuse(CsvFile file, Dialect dialect, MalformedRow e) {
    String doubt = doubt(file, dialect);
    return CommandException.failed(
        file.path() + ":" + e.line() + ": " + e.getMessage() + (doubt.isEmpty() ? e.mend() : doubt),
        e);
  }

  private static String doubt(CsvFile file, Dialect dialect) {
    Character other = DialectGuess.other(file, dialect);
    return other == null
        ? ""
        : "; %s looks like what separates cells: set csv.delimiter (init: --delimiter)"
            .formatted(Dialect.shown(other));
  }

  /** What follows a missing column where the file may be written in another way than it is read. */
  String doubt() {
    String doubt = doubt(file, dialect);
    boolean plain = String.join("", header).chars().allMatch(c -> c < 128);
    if (!doubt.isEmpty() || plain || Encodings.of(file).equals(dialect.charset())) {
      return doubt;
    }
    return "; it is read as %s, and looks like %s: set csv.encoding (init: --encoding)"
        .formatted(Encodings.name(dialect.charset()), Encodings.name(Encodings.of(file)));
  }

  private static String cells(int count) {
    return count == 1 ? "one cell" : count + " cells";
  }

  /** A name of a file's, fit for a line. */
  static String shown(String name) {
    String cut = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    return cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
  }
}
