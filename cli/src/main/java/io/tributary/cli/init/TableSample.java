package io.tributary.cli.init;

import io.tributary.cli.csv.TableReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of a table, evenly spread over it: every row of a small one, every n-th of a large one.
 *
 * @param header names of the columns
 * @param rows their cells, in the order of the file
 * @param values of each column in the whole table; of those with many only some
 * @param count rows of the whole table, as far as it was read
 * @param whole whether it was read to its end
 */
record TableSample(
    List<String> header, List<String[]> rows, List<Set<String>> values, long count, boolean whole) {

  /** Values of a column are collected until there are more. */
  static final int MANY = 120;

  private static final int MOST_ROWS = 20_000;
  private static final int MOST_CELLS = 2_000_000;

  /** Reads a table, for a while at most. */
  static TableSample of(TableReader table, Duration longest) {
    int most = Math.max(200, Math.min(MOST_ROWS, MOST_CELLS / table.header().size()));
    long end = System.nanoTime() + longest.toNanos();
    List<String[]> rows = new ArrayList<>();
    long[] state = {0, 1}; // rows seen, step
    boolean[] whole = {true};
    List<Set<String>> values = new ArrayList<>();
    table.header().forEach(name -> values.add(new LinkedHashSet<>()));
    table.forEach(
        cells -> {
          if (state[0] % state[1] == 0) {
            if (rows.size() == most) {
              thin(rows);
              state[1] *= 2;
            }
            if (state[0] % state[1] == 0) {
              rows.add(cells);
            }
          }
          state[0]++;
          for (int i = 0; i < cells.length; i++) {
            if (values.get(i).size() <= MANY) {
              values.get(i).add(cells[i]);
            }
          }
          whole[0] = (state[0] & 1023) != 0 || System.nanoTime() < end;
          return whole[0];
        });
    return new TableSample(table.header(), rows, values, state[0], whole[0]);
  }

  private static void thin(List<String[]> rows) {
    List<String[]> kept = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      kept.add(rows.get(i));
    }
    rows.clear();
    rows.addAll(kept);
  }
}
