package io.tributary.cli.feed;

import io.tributary.cli.terminal.CommandException;
import java.nio.file.Path;

/**
 * One split of MNIST: 28×28 images and their labels.
 *
 * @param images count × 28 × 28
 * @param labels count
 */
record Digits(IdxFile images, IdxFile labels) {

  static final int SIDE = 28;

  /**
   * Reads {@code <prefix>-images-idx3-ubyte} and {@code <prefix>-labels-idx1-ubyte}, with or
   * without .gz.
   *
   * @throws CommandException when they are missing or do not fit each other
   */
  static Digits read(Path folder, String prefix) {
    Digits digits =
        new Digits(
            IdxFile.read(folder, prefix + "-images-idx3-ubyte", 3),
            IdxFile.read(folder, prefix + "-labels-idx1-ubyte", 1));
    int[] shape = digits.images.shape();
    if (shape[1] != SIDE || shape[2] != SIDE || digits.labels.count() != digits.count()) {
      throw CommandException.usage(folder + ": " + prefix + " images must be 28x28, a label each");
    }
    return digits;
  }

  int count() {
    return images.count();
  }

  int label(int index) {
    return labels.elements()[index];
  }

  /** Grey value, 0 to 255. */
  int pixel(int index, int row, int column) {
    return images.elements()[(index * SIDE + row) * SIDE + column] & 0xff;
  }
}
