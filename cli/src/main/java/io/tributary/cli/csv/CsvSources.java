package io.tributary.cli.csv;

import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Opens files of examples, tables and others, in order. */
public final class CsvSources {

  private CsvSources() {}

  /**
   * What is done with times of rows.
   *
   * <p>{@code AS_THEY_STAND} takes any order, {@code RISING} refuses a row that is earlier than the
   * one before it, {@code SORTED} puts rows in the order of their times.
   */
  public enum Order {
    AS_THEY_STAND,
    RISING,
    SORTED
  }

  /**
   * Opens files. The last of all rows of tables are test examples, as {@code csv.test} says.
   *
   * @param limit of records of all files together
   * @param others opens what is no table
   * @throws CommandException when a table does not fit the configuration
   */
  public static List<ExampleSource> open(
      List<String> files,
      Configuration configuration,
      long limit,
      Order order,
      Function<String, ExampleSource> others) {
    if (order == Order.SORTED && configuration.csv().time() == null) {
      throw CommandException.usage("--sort-by-time needs csv.time, which names the column");
    }
    Map<String, CsvTable> tables = new HashMap<>();
    for (String file : files) {
      if (isTable(file) && !tables.containsKey(file)) {
        tables.put(file, CsvTable.open(Path.of(file), configuration.csv()));
      }
    }
    // Before anything is counted: a column that is not there is told at once.
    tables.values().forEach(table -> TableColumns.of(table, configuration, true));
    tables.values().forEach(CsvTable::requireRows);
    long[] testFrom = testFrom(files, tables, configuration.csv().test(), limit);
    List<ExampleSource> sources = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      CsvTable table = tables.get(files.get(i));
      sources.add(
          table == null
              ? others.apply(files.get(i))
              : new CsvSource(table, configuration, testFrom[i], order));
    }
    return sources;
  }

  /** Whether a file is a table, by its name. */
  public static boolean isTable(String file) {
    return CsvFile.isNamedLikeOne(file);
  }

  /** For each file the number of its first row that is a test example. */
  private static long[] testFrom(
      List<String> files, Map<String, CsvTable> tables, double share, long limit) {
    long[] first = new long[files.size()];
    if (share == 0) {
      Arrays.fill(first, Long.MAX_VALUE);
      return first;
    }
    Map<CsvTable, Long> counts = new HashMap<>();
    long rows = 0;
    for (int i = 0; i < first.length; i++) {
      CsvTable table = tables.get(files.get(i));
      first[i] = -rows;
      rows += table == null ? 0 : counts.computeIfAbsent(table, CsvTable::count);
    }
    long fed = Math.min(rows, limit);
    for (int i = 0; i < first.length; i++) {
      first[i] += fed - Math.round(fed * share);
    }
    return first;
  }
}
