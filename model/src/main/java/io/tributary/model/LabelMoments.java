package io.tributary.model;

import java.util.List;

/**
 * Sums over examples of one task from which the products Xᵀy of inputs and centred labels follow,
 * however many examples there were. A label has one column: of a classification one for each class,
 * 1 in that of the example's class and 0 elsewhere; of a multilabel task one for each label.
 *
 * @param columns of a label
 * @param sums [n | Σy | Σy² | Σx | Σxyᵀ]: 1, columns, columns, features and features × columns
 *     numbers, the last row-major; owned by the moments and never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record LabelMoments(int columns, double[] sums) {

  /** What rounding may leave of a difference that is 0, as a part of what is subtracted from. */
  private static final double ROUNDING = 1e-11;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when no number of features makes the sums so many
   */
  public LabelMoments {
    int ofInputs = sums.length - 1 - 2 * columns;
    if (columns < 1 || ofInputs < 1 || ofInputs % (columns + 1) != 0) {
      throw new IllegalArgumentException(
          "%d sums are no moments of %d columns".formatted(sums.length, columns));
    }
  }

  /** The moments of examples of one task; there is at least one. */
  public static LabelMoments of(TaskType type, List<Example> examples) {
    int features = examples.get(0).features().length;
    int columns = columns(type);
    int inputs = 1 + 2 * columns;
    double[] sums = new double[inputs + features + features * columns];
    double[] label = new double[columns];
    for (Example example : examples) {
      spread(type, example.label(), label);
      float[] input = example.features();
      sums[0]++;
      for (int c = 0; c < columns; c++) {
        sums[1 + c] += label[c];
        sums[1 + columns + c] += label[c] * label[c];
      }
      for (int f = 0; f < features; f++) {
        sums[inputs + f] += input[f];
        int row = inputs + features + f * columns;
        for (int c = 0; c < columns; c++) {
          sums[row + c] += input[f] * label[c];
        }
      }
    }
    return new LabelMoments(columns, sums);
  }

  /** The moments of these and others together. */
  public LabelMoments plus(LabelMoments others) {
    double[] all = sums.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] += others.sums[i];
    }
    return new LabelMoments(columns, all);
  }

  /** Numbers of one input. */
  public int features() {
    return (sums.length - inputs()) / (columns + 1);
  }

  /** Where the sums of inputs start. */
  private int inputs() {
    return 1 + 2 * columns;
  }

  /** How many examples were summed. */
  public double count() {
    return sums[0];
  }

  /** Standard deviation of one column. */
  public double deviation(int column) {
    double mean = sums[1 + column] / sums[0];
    return Math.sqrt(Math.max(0, sums[1 + columns + column] / sums[0] - mean * mean));
  }

  /** One column of Xᵀ(y − ȳ), as long as an input. */
  public double[] product(int column) {
    double mean = sums[1 + column] / sums[0];
    double[] product = new double[features()];
    for (int f = 0; f < product.length; f++) {
      int row = inputs() + product.length + f * columns;
      double whole = sums[row + column];
      double centred = whole - sums[inputs() + f] * mean;
      product[f] = Math.abs(centred) <= ROUNDING * Math.abs(whole) ? 0 : centred;
    }
    return product;
  }

  /** Whether as many examples were summed, and the sums of their inputs are the same numbers. */
  public boolean hasInputsOf(LabelMoments other) {
    if (sums[0] != other.sums[0] || features() != other.features()) {
      return false;
    }
    for (int f = 0; f < features(); f++) {
      if (sums[inputs() + f] != other.sums[other.inputs() + f]) {
        return false;
      }
    }
    return true;
  }

  /** Columns of a label. */
  static int columns(TaskType type) {
    return type instanceof TaskType.Classification ? type.outputs() : type.labelLength();
  }

  private static void spread(TaskType type, float[] label, double[] columns) {
    for (int c = 0; c < columns.length; c++) {
      columns[c] =
          type instanceof TaskType.Classification ? (c == (int) label[0] ? 1 : 0) : label[c];
    }
  }
}
