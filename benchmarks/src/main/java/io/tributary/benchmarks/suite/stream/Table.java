package io.tributary.benchmarks.suite.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/**
 * Rows of text with named columns.
 *
 * @param columns their names
 * @param rows first to last
 */
record Table(List<String> columns, List<List<String>> rows) {

  private static final double FAR = 5;

  /** Reads a file of lines; quotes around values are dropped, and no value holds a separator. */
  static Table read(Path file, String separator) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, separator);
    }
  }

  /** The same out of a zip file. */
  static Table read(Path zip, String entry, String separator) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry(entry))) {
      return read(in, separator);
    }
  }

  private static Table read(InputStream in, String separator) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<List<String>> rows = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rows.add(Arrays.stream(line.replace("\"", "").split(separator)).map(String::strip).toList());
    }
    return new Table(rows.get(0), rows.subList(1, rows.size()));
  }

  /** The values of a column. */
  List<String> column(String name) {
    int at = columns.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("no column " + name + " among " + columns);
    }
    return rows.stream().map(row -> row.get(at)).toList();
  }

  /** A column of numbers in standard units of its first rows, so that no later row leaks. */
  float[] standardised(String name, int first) {
    double[] values = column(name).stream().mapToDouble(Double::parseDouble).toArray();
    double mean = Arrays.stream(values, 0, first).average().orElse(0);
    double square = Arrays.stream(values, 0, first).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = square > 0 ? Math.sqrt(square / first) : 1;
    return scaled(name, mean, deviation);
  }

  /** A column of numbers as (x − zero) / unit; far values are brought near. */
  float[] scaled(String name, double zero, double unit) {
    List<String> values = column(name);
    float[] scaled = new float[values.size()];
    for (int i = 0; i < scaled.length; i++) {
      double value = (Double.parseDouble(values.get(i)) - zero) / unit;
      scaled[i] = (float) Math.max(-FAR, Math.min(FAR, value));
    }
    return scaled;
  }

  /** The place of each value among the sorted ones of its column. */
  int[] codes(String name) {
    List<String> values = column(name);
    List<String> sorted = List.copyOf(new TreeSet<>(values));
    return values.stream().mapToInt(sorted::indexOf).toArray();
  }
}
