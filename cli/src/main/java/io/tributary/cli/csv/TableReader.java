package io.tributary.cli.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table for those who want to know what it holds, and nothing is known of how it is written. */
public final class TableReader {

  private final CsvTable table;
  private final boolean encodingFound;

  private TableReader(CsvTable table, boolean encodingFound) {
    this.table = table;
    this.encodingFound = encodingFound;
  }

  /** Takes rows. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the cells of the next row, without the blanks around them.
     *
     * @return whether more are wanted
     */
    boolean accept(String[] cells);
  }

  /**
   * Opens a file; delimiter, quote and encoding are found out.
   *
   * @throws io.tributary.cli.terminal.CommandException in one line, when it is no table
   */
  public static TableReader open(Path file) {
    return open(file, null, null);
  }

  /**
   * The same, but for what is known.
   *
   * @param delimiter between cells; null: found out
   * @param encoding null: found out
   */
  public static TableReader open(
      Path file, @Nullable Character delimiter, @Nullable Charset encoding) {
    CsvTable table = CsvTable.guessed(file, delimiter, encoding);
    return new TableReader(table, encoding == null);
  }

  /** Names of the columns. */
  public List<String> header() {
    return table.header();
  }

  /** Between cells. */
  public char delimiter() {
    return table.dialect().delimiter();
  }

  /** Around cells. */
  public char quote() {
    return table.dialect().quote();
  }

  /** Character set. */
  public String encoding() {
    return Encodings.name(table.dialect().charset());
  }

  /** Why the file is not taken for UTF-8, where it was found out that it is not. */
  public Optional<String> notUtf8() {
    if (!encodingFound || !table.dialect().charset().equals(Encodings.OTHERS)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(WrongByte.find(table.file(), StandardCharsets.UTF_8))
          .map(
              wrong ->
                  String.format(
                      Locale.ROOT,
                      "Not utf-8, for line %,d holds the byte 0x%02X: taken for %s (--encoding).",
                      wrong.line(),
                      wrong.value(),
                      encoding()));
    } catch (IOException broken) {
      throw table.file().unreadable(broken);
    }
  }

  /** Hands over every row, from the first. */
  public void forEach(Sink sink) {
    try {
      table.forEach(
          row -> {
            String[] cells = row.cells().clone();
            for (int i = 0; i < cells.length; i++) {
              cells[i] = cells[i].strip();
            }
            return sink.accept(cells);
          });
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
