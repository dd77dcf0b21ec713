package io.tributary.cli.init;

import io.tributary.model.evaluation.RocArea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far one column alone tells an outcome. What is seen in every other row is tried on the rows
 * between, so that a column of many values gets no credit for knowing each row by heart.
 */
final class Association {

  private static final int BINS = 100;
  private static final double PRIOR = 5;

  private Association() {}

  /**
   * The strength: of a binary outcome the area under the ROC curve, of classes the share of the
   * guesses that it rights, of numbers the share of the variance that it explains.
   */
  static double strength(Column column, Outcome outcome) {
    double[] labels = outcome.values();
    String[] bins = bins(column);
    return switch (outcome.type()) {
      case BINARY -> area(bins, labels);
      case CLASSIFICATION -> righted(bins, labels, outcome.classes().size());
      case REGRESSION -> explained(bins, labels);
    };
  }

  /** Whether the outcome can be read off the column, or nearly. */
  static boolean tellsAll(double strength, Outcome outcome) {
    return strength > (outcome.type() == Outcome.Type.CLASSIFICATION ? 0.97 : 0.99);
  }

  /** Whether each value stands for one class and each class for one value, or it is the number. */
  static boolean isCopy(Column column, Outcome outcome) {
    double[] labels = outcome.values();
    if (outcome.type() == Outcome.Type.REGRESSION) {
      return column.isNumeric() && Math.abs(correlation(column.numbers(), labels)) > 0.999999;
    }
    Map<String, Double> there = new HashMap<>();
    Map<Double, String> back = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      String cell = column.cells().get(i);
      if (cell == null || Double.isNaN(labels[i])) {
        continue;
      }
      if (!Objects.requireNonNullElse(there.putIfAbsent(cell, labels[i]), labels[i])
              .equals(labels[i])
          || !Objects.requireNonNullElse(back.putIfAbsent(labels[i], cell), cell).equals(cell)) {
        return false;
      }
    }
    return there.size() > 1;
  }

  private static double correlation(double[] x, double[] y) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        n++;
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        syy += y[i] * y[i];
        sxy += x[i] * y[i];
      }
    }
    double variances = (sxx - sx * sx / n) * (syy - sy * sy / n);
    return n < 3 || !(variances > 0) ? 0 : (sxy - sx * sy / n) / Math.sqrt(variances);
  }

  private static String[] bins(Column column) {
    String[] bins = new String[column.cells().size()];
    boolean quantiles = column.isNumeric() && column.distinct() > BINS;
    double[] sorted = column.sorted();
    for (int i = 0; i < bins.length; i++) {
      double number = column.numbers()[i];
      if (quantiles && !Double.isNaN(number)) {
        int rank = Arrays.binarySearch(sorted, number);
        bins[i] = String.valueOf((long) BINS * Math.abs(rank) / sorted.length);
      } else {
        bins[i] = String.valueOf(column.cells().get(i));
      }
    }
    return bins;
  }

  private static double area(String[] bins, double[] labels) {
    Map<String, double[]> means = means(bins, labels);
    double base = base(labels);
    List<Double> scores = new ArrayList<>();
    List<Boolean> truths = new ArrayList<>();
    for (int i = 1; i < bins.length; i += 2) {
      if (!Double.isNaN(labels[i])) {
        double[] seen = means.getOrDefault(bins[i], new double[2]);
        scores.add((seen[1] + PRIOR * base) / (seen[0] + PRIOR));
        truths.add(labels[i] > 0.5);
      }
    }
    return area(scores, truths);
  }

  private static double explained(String[] bins, double[] labels) {
    Map<String, double[]> means = means(bins, labels);
    double base = base(labels);
    double residual = 0;
    double total = 0;
    for (int i = 1; i < bins.length; i += 2) {
      if (!Double.isNaN(labels[i])) {
        double[] seen = means.getOrDefault(bins[i], new double[2]);
        double guess = (seen[1] + base) / (seen[0] + 1);
        residual += (labels[i] - guess) * (labels[i] - guess);
        total += (labels[i] - base) * (labels[i] - base);
      }
    }
    return total == 0 ? 0 : Math.max(0, 1 - residual / total);
  }

  private static double righted(String[] bins, double[] labels, int classes) {
    Map<String, int[]> counts = new HashMap<>();
    int[] all = new int[classes];
    for (int i = 0; i < bins.length; i += 2) {
      if (!Double.isNaN(labels[i])) {
        counts.computeIfAbsent(bins[i], bin -> new int[classes])[(int) labels[i]]++;
        all[(int) labels[i]]++;
      }
    }
    int right = 0;
    int plain = 0;
    int tried = 0;
    for (int i = 1; i < bins.length; i += 2) {
      if (!Double.isNaN(labels[i])) {
        tried++;
        plain += largest(all) == labels[i] ? 1 : 0;
        right += largest(counts.getOrDefault(bins[i], all)) == labels[i] ? 1 : 0;
      }
    }
    return tried == plain ? 0 : Math.max(0, (double) (right - plain) / (tried - plain));
  }

  private static int largest(int[] counts) {
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return best;
  }

  private static Map<String, double[]> means(String[] bins, double[] labels) {
    Map<String, double[]> means = new HashMap<>();
    for (int i = 0; i < bins.length; i += 2) {
      if (!Double.isNaN(labels[i])) {
        double[] seen = means.computeIfAbsent(bins[i], bin -> new double[2]);
        seen[0]++;
        seen[1] += labels[i];
      }
    }
    return means;
  }

  private static double base(double[] labels) {
    return Arrays.stream(labels).filter(x -> !Double.isNaN(x)).average().orElse(0);
  }

  private static double area(List<Double> scores, List<Boolean> truths) {
    boolean[] positive = new boolean[truths.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = truths.get(i);
    }
    double area = RocArea.of(scores.stream().mapToDouble(x -> x).toArray(), positive);
    return Double.isNaN(area) ? 0.5 : area;
  }
}
