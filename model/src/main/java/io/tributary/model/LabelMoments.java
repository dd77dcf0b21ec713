package io.tributary.model;

import java.util.List;

/**
 * Sums over examples of one task from which the products Xᵀy of inputs and centred labels follow,
 * however many examples there were. A label has one column: of a classification one for each class,
 * 1 in that of the example's class and 0 elsewhere; of a multilabel task one for each label.
 *
 * @param columns of a label
 * @param sums [n | Σy | Σx | Σxyᵀ]: 1, columns, features and features × columns numbers, the last
 *     row-major; owned by the moments and never changed
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
    if (columns < 1 || sums.length < 1 || (sums.length - 1 - columns) % (columns + 1) != 0) {
      throw new IllegalArgumentException(
          "%d sums are no moments of %d columns".formatted(sums.length, columns));
    }
  }

  /** The moments of examples of one task; there is at least one. */
  public static LabelMoments of(TaskType type, List<Example> examples) {
    int features = examples.get(0).features().length;
    int columns = columns(type);
    double[] sums = new double[1 + columns + features + features * columns];
    double[] label = new double[columns];
    for (Example example : examples) {
      spread(type, example.label(), label);
      float[] input = example.features();
      sums[0]++;
      for (int c = 0; c < columns; c++) {
        sums[1 + c] += label[c];
      }
      for (int f = 0; f < features; f++) {
        sums[1 + columns + f] += input[f];
        int row = 1 + columns + features + f * columns;
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
    return (sums.length - 1 - columns) / (columns + 1);
  }

  /** One column of Xᵀ(y − ȳ), as long as an input. */
  public double[] product(int column) {
    double mean = sums[1 + column] / sums[0];
    double[] product = new double[features()];
    for (int f = 0; f < product.length; f++) {
      int row = 1 + columns + product.length + f * columns;
      double whole = sums[row + column];
      double centred = whole - sums[1 + columns + f] * mean;
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
      if (sums[1 + columns + f] != other.sums[1 + other.columns + f]) {
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
