package io.tributary.cli.init;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** Makes tables, column by column. */
public final class MadeTable {

  private final Map<String, IntFunction<String>> columns = new LinkedHashMap<>();
  private final int rows;

  /** A table of so many rows. */
  public MadeTable(int rows) {
    this.rows = rows;
  }

  /** A column whose cells hang on the row's number alone. */
  public MadeTable with(String name, IntFunction<String> cell) {
    columns.put(name, cell);
    return this;
  }

  /** A column of seeded draws. */
  public MadeTable drawn(String name, java.util.function.Function<Random, String> cell) {
    return with(name, row -> cell.apply(random(name, row)));
  }

  /** A random of a cell, the same whenever it is asked for. */
  public static Random random(String name, int row) {
    Random random = new Random(name.hashCode() * 1_000_003L + row * 7919L);
    random.nextInt(); // first draws of neighbouring seeds are alike
    random.nextInt();
    return random;
  }

  /** Writes it. */
  public Path write(Path file, char delimiter, Charset charset, String lineEnd) throws IOException {
    StringBuilder text = new StringBuilder(line(List.copyOf(columns.keySet()), delimiter));
    for (int row = 0; row < rows; row++) {
      List<String> cells = new ArrayList<>();
      for (IntFunction<String> column : columns.values()) {
        cells.add(column.apply(row));
      }
      text.append(lineEnd).append(line(cells, delimiter));
    }
    return Files.write(file, text.append(lineEnd).toString().getBytes(charset));
  }

  private static String line(List<String> cells, char delimiter) {
    return String.join(
        String.valueOf(delimiter), cells.stream().map(c -> quoted(c, delimiter)).toList());
  }

  private static String quoted(String cell, char delimiter) {
    boolean needed = cell.indexOf(delimiter) >= 0 || cell.contains("\"") || cell.contains("\n");
    return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
