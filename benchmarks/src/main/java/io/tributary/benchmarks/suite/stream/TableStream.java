package io.tributary.benchmarks.suite.stream;

import io.tributary.benchmarks.suite.stream.Recording.Labelled;
import io.tributary.model.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A table's rows in their order: the last quarter is for tests, every sixth row before is dev, and
 * each row is labelled for every task. A seed leaves out some of the rows. For tuning, the stream
 * ends before the reported tests begin.
 *
 * @param inputs a row each
 * @param target name of the target
 * @param labels of each task, a row each
 * @param kept share of the rows that a seed keeps
 * @param targets of which one in so many is labelled for the target
 */
record TableStream(
    List<float[]> inputs, String target, Map<String, float[]> labels, double kept, int targets)
    implements SuiteStream.Recorder {

  private static final int DEV_OF = 6;
  private static final double TESTS_FROM = 0.75;

  @Override
  public Recording record(long seed, Purpose purpose) {
    SplittableRandom random = new SplittableRandom(seed);
    int all = inputs.size();
    int end = purpose == Purpose.TUNE ? (int) (all * TESTS_FROM) : all;
    int tests = (int) (end * TESTS_FROM);
    List<Labelled> records = new ArrayList<>();
    int labelled = 0;
    for (int row = 0; row < end; row++) {
      if (random.nextDouble() < kept) {
        boolean own = random.nextInt(targets) == 0;
        labelled += own ? 1 : 0;
        boolean dev = own && labelled % DEV_OF == 0;
        records.add(
            row >= tests
                ? labelled(row, Split.TEST, true)
                : labelled(row, dev ? Split.DEV : Split.TRAIN, own));
      }
    }
    return new Recording(records);
  }

  /** All rows, and none for tests. */
  Recording whole() {
    List<Labelled> records = new ArrayList<>();
    for (int row = 0; row < inputs.size(); row++) {
      boolean dev = row % DEV_OF == DEV_OF - 1;
      records.add(labelled(row, dev ? Split.DEV : Split.TRAIN, true));
    }
    return new Recording(records);
  }

  private Labelled labelled(int row, Split split, boolean own) {
    Map<String, float[]> chosen = new LinkedHashMap<>();
    labels.forEach(
        (task, values) -> {
          if (task.equals(target) ? own : split == Split.TRAIN) {
            chosen.put(task, new float[] {values[row]});
          }
        });
    return new Labelled(split, inputs.get(row), chosen);
  }

  /** Puts the columns of an input together. */
  static final class Inputs {

    private final Table table;
    private final int first;
    private final List<float[]> columns = new ArrayList<>();

    /** Of a table, whose first rows say what is usual. */
    Inputs(Table table, int first) {
      this.table = table;
      this.first = first;
    }

    /** A column of numbers. */
    Inputs number(String... names) {
      for (String name : names) {
        columns.add(table.standardised(name, first));
      }
      return this;
    }

    /** A column of numbers in given units. */
    Inputs number(String name, double zero, double unit) {
      columns.add(table.scaled(name, zero, unit));
      return this;
    }

    /** A column of words, as a column of 0 and 1 for each word. */
    Inputs word(String... names) {
      for (String name : names) {
        int[] codes = table.codes(name);
        int words = java.util.Arrays.stream(codes).max().orElse(0) + 1;
        for (int word = 0; word < words; word++) {
          float[] column = new float[codes.length];
          for (int i = 0; i < codes.length; i++) {
            column[i] = codes[i] == word ? 1 : 0;
          }
          columns.add(column);
        }
      }
      return this;
    }

    int width() {
      return columns.size();
    }

    List<float[]> rows() {
      List<float[]> rows = new ArrayList<>();
      for (int row = 0; row < table.rows().size(); row++) {
        float[] input = new float[columns.size()];
        for (int i = 0; i < input.length; i++) {
          input[i] = columns.get(i)[row];
        }
        rows.add(input);
      }
      return rows;
    }
  }
}
