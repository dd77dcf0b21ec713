package io.tributary.cli.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** A table whose rows are inputs; its columns of labels, time, id and split may be there or not. */
public final class InputTable {

  private final CsvTable table;
  private final RowRecords records;

  private InputTable(CsvTable table, RowRecords records) {
    this.table = table;
    this.records = records;
  }

  /**
   * One row.
   *
   * @param line where it starts, from 1
   * @param cells as they stand
   * @param record the JSON record that they make
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  public record Row(long line, List<String> cells, byte[] record) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** Takes rows. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the next one. */
    void accept(Row row) throws IOException;
  }

  /** Writes rows of a table like this one. */
  @FunctionalInterface
  public interface Output {
    /** Writes a row. */
    void write(List<String> cells) throws IOException;

    /** Hands on what was written. */
    default void flush() throws IOException {}
  }

  /**
   * Opens a table.
   *
   * @throws io.tributary.cli.terminal.CommandException when it lacks a column of the model's inputs
   */
  public static InputTable open(Path file, Configuration configuration) {
    CsvTable table = CsvTable.open(file, configuration.csv());
    return new InputTable(table, new RowRecords(table, configuration, false));
  }

  /** Names of its columns. */
  public List<String> header() {
    return table.header();
  }

  /** Hands over every row. */
  public void forEach(Sink sink) throws IOException {
    table.forEach(
        row -> {
          sink.accept(new Row(row.line(), List.of(row.cells()), records.record(row, null)));
          return true;
        });
  }

  /** Writes with the delimiter and the quotes of this table. */
  public Output output(Writer out) {
    CsvWriter writer =
        CsvWriter.builder()
            .fieldSeparator(table.dialect().delimiter())
            .quoteCharacter(table.dialect().quote())
            .lineDelimiter(LineDelimiter.LF)
            .build(out);
    return new Output() {
      @Override
      public void write(List<String> cells) {
        writer.writeRecord(cells);
      }

      @Override
      public void flush() throws IOException {
        writer.flush();
      }
    };
  }
}
