package io.tributary.cli.feed;

import io.tributary.cli.terminal.CommandException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An idx file of unsigned bytes, as the MNIST database is published: two zero bytes, 0x08, the
 * number of dimensions, each dimension as a big-endian int, then the elements, the last index
 * running fastest.
 *
 * @param shape its dimensions
 * @param elements as many bytes as the product of the shape
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record IdxFile(int[] shape, byte[] elements) {

  private static final int MAX_ELEMENTS = 1 << 28;

  /**
   * Reads {@code <folder>/<name>} or {@code <folder>/<name>.gz}.
   *
   * @param dimensions that it must have
   * @throws CommandException when there is none, or it is not as it must be
   */
  static IdxFile read(Path folder, String name, int dimensions) {
    for (Path file : List.of(folder.resolve(name + ".gz"), folder.resolve(name))) {
      if (Files.exists(file)) {
        try (DataInputStream in = new DataInputStream(open(file))) {
          return read(in, file, dimensions);
        } catch (EOFException | ZipException broken) {
          throw CommandException.usage(file + ": not a whole idx file");
        } catch (IOException unreadable) {
          throw CommandException.failed(file + ": cannot be read", unreadable);
        }
      }
    }
    throw CommandException.usage(folder + ": has no " + name + ".gz and no " + name);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(in, 1 << 16)
        : new java.io.BufferedInputStream(in, 1 << 16);
  }

  private static IdxFile read(DataInputStream in, Path file, int dimensions) throws IOException {
    if (in.readInt() != (0x0800 | dimensions)) {
      throw CommandException.usage(
          file + ": not an idx file of unsigned bytes with " + dimensions + " dimensions");
    }
    int[] shape = new int[dimensions];
    long length = 1;
    for (int i = 0; i < dimensions; i++) {
      shape[i] = in.readInt();
      length *= shape[i];
      if (shape[i] < 1 || length > MAX_ELEMENTS) {
        throw CommandException.usage(
            file + ": has impossible dimensions " + Arrays.toString(shape));
      }
    }
    byte[] elements = in.readNBytes((int) length); // grows with what is there
    if (elements.length < length) {
      throw new EOFException();
    }
    return new IdxFile(shape, elements);
  }

  /** Number of entries along the first dimension. */
  int count() {
    return shape[0];
  }
}
