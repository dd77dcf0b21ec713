package io.tributary.cli.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A table for those who want to know what it holds, and nothing is known of how it is written. */
public final class TableReader {

  private final CsvTable table;

  private TableReader(CsvTable table) {
    this.table = table;
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
    return new TableReader(CsvTable.guessed(file));
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
    return table.dialect().charset().name().toLowerCase(java.util.Locale.ROOT);
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
