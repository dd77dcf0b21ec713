package io.tributary.cli.feed;

import java.nio.file.Path;

/** Pairs of MNIST digits on one canvas, as {@link MultiMnist} makes them, one by one. */
public final class MultiMnistImages {

  private final Digits digits;

  private MultiMnistImages(Digits digits) {
    this.digits = digits;
  }

  /**
   * Reads two of the four MNIST files of a folder, with or without .gz.
   *
   * @param test whether those of the test split
   */
  public static MultiMnistImages read(Path folder, boolean test) {
    return new MultiMnistImages(Digits.read(folder, test ? "t10k" : "train"));
  }

  /** How many digits there are. */
  public int count() {
    return digits.count();
  }

  /** The class of a digit. */
  public int label(int digit) {
    return digits.label(digit);
  }

  /** Two digits together: 28 × 28 values, row-major, standardised. */
  public float[] image(int left, int right) {
    return MultiMnist.image(digits, left, right);
  }
}
