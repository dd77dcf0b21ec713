package io.tributary.cli;

import io.tributary.cli.csv.CsvSources.Order;
import picocli.CommandLine.Option;

/** The option that puts rows of tables in order. */
final class SortOption {

  @Option(
      names = "--sort-by-time",
      description =
          "Put the rows of each table in the order of its column csv.time; up to 256 MiB of"
              + " records.")
  private boolean sorted;

  /** What times of rows must be. */
  Order order() {
    return sorted ? Order.SORTED : Order.RISING;
  }
}
