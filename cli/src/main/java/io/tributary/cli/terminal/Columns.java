package io.tributary.cli.terminal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays cells out in columns: the first to the left, numbers to the right. */
public final class Columns {

  private static final String GAP = "   ";

  private Columns() {}

  /**
   * One line a row, all of one width.
   *
   * @param rows cells, as many in each
   */
  public static List<String> align(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(column -> pad(row.get(column), widths[column], column == 0))
                    .collect(Collectors.joining(GAP)))
        .toList();
  }

  private static String pad(String cell, int width, boolean left) {
    String space = " ".repeat(width - cell.length());
    return left ? cell + space : space + cell;
  }
}
