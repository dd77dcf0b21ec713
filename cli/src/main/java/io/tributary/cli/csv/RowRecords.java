package io.tributary.cli.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.cli.csv.TableColumns.Feature;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.CsvConfig;
import io.tributary.model.config.TaskConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JSON records of rows. A value that is not of its field's kind goes out as it is: the
 * job rejects and counts it. Not for several threads.
 */
final class RowRecords {

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] TEST = ",\"split\":\"test\"}".getBytes(StandardCharsets.UTF_8);

  private final CsvTable table;
  private final TableColumns columns;
  private final Set<String> missing;
  private final char decimal;
  private final boolean named;
  private final @Nullable Times times;

  /**
   * Of a table.
   *
   * @param labelled whether every task must have its column
   */
  RowRecords(CsvTable table, Configuration configuration, boolean labelled) {
    CsvConfig csv = configuration.csv();
    this.table = table;
    columns = TableColumns.of(table, configuration, labelled);
    missing = new HashSet<>(csv.missing());
    decimal = csv.decimal();
    named = !configuration.model().fields().isEmpty();
    times = csv.time() == null ? null : new Times(csv.time().format());
  }

  /**
   * The time of a row, or null when the table has none.
   *
   * @throws CommandException when the cell holds none
   */
  @Nullable Instant time(CsvRows.Row row) {
    if (times == null) {
      return null;
    }
    String cell = row.cells()[columns.time()].strip();
    Instant time = times.of(cell);
    if (time == null || time.toEpochMilli() < 0) {
      throw CommandException.failed(
          "%s:%d: '%s' in the column '%s' is no time of the format that csv.time.format says"
              .formatted(
                  table.name(),
                  row.line(),
                  CsvTable.shown(cell),
                  CsvTable.shown(table.header().get(columns.time()))),
          null);
    }
    return time;
  }

  /** The record of a row. */
  byte[] record(CsvRows.Row row, @Nullable Instant time) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      features(row, json);
      labels(row, json);
      String split = columns.split() < 0 ? "" : row.cells()[columns.split()].strip();
      if (!split.isEmpty() && !missing.contains(split)) {
        json.writeStringField("split", split);
      }
      String id = columns.id() < 0 ? "" : row.cells()[columns.id()].strip();
      if (!id.isEmpty()) {
        json.writeStringField("id", id);
      }
      if (time != null) {
        json.writeStringField("time", time.toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A record without a split, made a test example. */
  static byte[] asTest(byte[] record) {
    byte[] test = Arrays.copyOf(record, record.length - 1 + TEST.length);
    System.arraycopy(TEST, 0, test, record.length - 1, TEST.length);
    return test;
  }

  private void features(CsvRows.Row row, JsonGenerator json) throws IOException {
    json.writeFieldName("features");
    if (named) {
      json.writeStartObject();
    } else {
      json.writeStartArray();
    }
    for (Feature feature : columns.features()) {
      String cell = row.cells()[feature.column()].strip();
      boolean none = missing.contains(cell);
      if (named && none) {
        continue;
      }
      if (named) {
        json.writeFieldName(feature.name());
      }
      if (none) {
        json.writeNull();
      } else if (feature.number()) {
        number(cell, json);
      } else {
        json.writeString(cell);
      }
    }
    if (named) {
      json.writeEndObject();
    } else {
      json.writeEndArray();
    }
  }

  private void labels(CsvRows.Row row, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("labels");
    for (Map.Entry<TaskConfig, Integer> label : columns.labels().entrySet()) {
      String cell = row.cells()[label.getValue()].strip();
      TaskType type = label.getKey().task().type();
      boolean aName = type.classNames().contains(cell);
      if (missing.contains(cell) && !aName) {
        continue;
      }
      json.writeFieldName(label.getKey().task().name());
      if (type.classNames().isEmpty()) {
        number(cell, json);
      } else {
        json.writeString(cell);
      }
    }
    json.writeEndObject();
  }

  private void number(String cell, JsonGenerator json) throws IOException {
    String number = Cells.number(cell, decimal);
    if (number == null) {
      json.writeString(cell);
    } else {
      json.writeNumber(number);
    }
  }
}
