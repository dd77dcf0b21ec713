package io.tributary.cli.csv;

import io.tributary.cli.csv.CsvSources.Order;
import io.tributary.cli.feed.ExampleSource;
import io.tributary.cli.feed.FeedRecord;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.Configuration;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of a table as JSON examples. */
final class CsvSource implements ExampleSource {

  /** Bytes of the records that are sorted, for they are held in memory. */
  static final long MOST_SORTED = 256L << 20;

  private final CsvTable table;
  private final Configuration configuration;
  private final long testFrom;
  private final Order order;

  /**
   * Of a table that fits a configuration.
   *
   * @param testFrom number of the first record, from 0, that is a test example like all after it
   */
  CsvSource(CsvTable table, Configuration configuration, long testFrom, Order order) {
    this.table = table;
    this.configuration = configuration;
    this.testFrom = testFrom;
    this.order = order;
  }

  /** A record, and the time of its row. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Timed(byte[] record, @Nullable Long time, long line) {}

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    RowRecords records = new RowRecords(table, configuration, true);
    RowClock clock = new RowClock(table.name(), order == Order.RISING);
    long[] number = {0};
    if (order == Order.SORTED) {
      for (Timed row : sorted(records)) {
        Long time = row.time() == null ? null : clock.next(row.time(), number[0] + 1);
        if (!hand(row.record(), time, row.line(), number[0]++, sink)) {
          return;
        }
      }
      return;
    }
    table.forEach(
        row -> {
          Instant time = records.time(row);
          Long millis = time == null ? null : clock.next(time.toEpochMilli(), row.line());
          return hand(records.record(row, time), millis, row.line(), number[0]++, sink);
        });
  }

  private boolean hand(byte[] record, @Nullable Long time, long line, long number, Sink sink)
      throws IOException {
    byte[] value = number >= testFrom ? RowRecords.asTest(record) : record;
    return sink.accept(new FeedRecord(value, "application/json", "", time, line, true));
  }

  private List<Timed> sorted(RowRecords records) throws IOException {
    List<Timed> rows = new ArrayList<>();
    long[] bytes = {0};
    table.forEach(
        row -> {
          Instant time = records.time(row);
          byte[] record = records.record(row, time);
          bytes[0] += record.length;
          if (bytes[0] > MOST_SORTED) {
            throw CommandException.failed(
                "%s:%d: too large to be sorted here, which holds %d MiB of records; sort the file"
                    .formatted(table.name(), row.line(), MOST_SORTED >> 20),
                null);
          }
          return rows.add(new Timed(record, time == null ? null : time.toEpochMilli(), row.line()));
        });
    rows.sort(Comparator.comparingLong(row -> row.time() == null ? 0 : row.time())); // stable
    return rows;
  }
}
