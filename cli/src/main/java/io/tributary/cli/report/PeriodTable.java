package io.tributary.cli.report;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.PeriodsRecord;
import io.tributary.connectors.record.PeriodsRecord.SliceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One task's scores on the test examples that periods have kept: a row for each evaluation, a
 * column for each period's examples.
 *
 * @param task its name
 * @param colour number of the task's colour
 * @param accuracy whether the scores are accuracies, and not errors in the label's units
 * @param columns numbers of the periods whose examples are scored
 * @param rows newest last
 * @param newest what the newest evaluation tells in sum
 */
record PeriodTable(
    String task,
    int colour,
    boolean accuracy,
    List<Long> columns,
    List<Row> rows,
    PeriodsRecord newest) {

  /** So many evaluations fit on a page. */
  private static final int MOST_ROWS = 12;

  /**
   * An evaluation.
   *
   * @param period that had ended
   * @param round of the parameters
   * @param values one a column; null where there is none. Those of a later period than the row's
   *     are of its predecessor's end: what the next period began with
   */
  record Row(long period, long round, List<@Nullable Double> values) {}

  /** The tables of all tasks that have one. */
  static List<PeriodTable> of(RunRecords run) {
    List<PeriodTable> tables = new ArrayList<>();
    List<String> tasks = run.configuration().taskNames();
    for (int task = 0; task < tasks.size(); task++) {
      List<EvaluationRecord> told =
          run.evaluations(tasks.get(task), "periods").stream()
              .filter(record -> record.periods() != null)
              .toList();
      if (!told.isEmpty()) {
        int from = Math.max(0, told.size() - MOST_ROWS);
        tables.add(of(tasks.get(task), task, told.subList(from, told.size())));
      }
    }
    return tables;
  }

  private static PeriodTable of(String task, int colour, List<EvaluationRecord> told) {
    TreeSet<Long> columns = new TreeSet<>();
    Map<Long, Map<Long, Double>> values = new TreeMap<>();
    for (EvaluationRecord record : told) {
      PeriodsRecord periods = Objects.requireNonNull(record.periods());
      for (SliceRecord slice : periods.slices()) {
        columns.add(slice.period());
        put(values, periods.period(), slice.period(), slice.now());
        put(values, slice.period() - 1, slice.period(), slice.before());
      }
    }
    List<Row> rows = new ArrayList<>();
    for (EvaluationRecord record : told) {
      long period = Objects.requireNonNull(record.periods()).period();
      Map<Long, Double> ofPeriod = values.getOrDefault(period, Map.of());
      List<@Nullable Double> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(ofPeriod.get(column)));
      rows.add(new Row(period, record.round(), cells));
    }
    EvaluationRecord last = told.get(told.size() - 1);
    return new PeriodTable(
        task,
        colour,
        last.accuracy() != null,
        List.copyOf(columns),
        rows,
        Objects.requireNonNull(last.periods()));
  }

  private static void put(
      Map<Long, Map<Long, Double>> values, long row, long column, @Nullable Double value) {
    if (value != null) {
      values.computeIfAbsent(row, none -> new TreeMap<>()).put(column, value);
    }
  }
}
