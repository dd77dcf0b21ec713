package io.tributary.model.layer;

import java.util.Arrays;

/**
 * Square windows that slide over images of [channels, height, width]. What lies outside of an image
 * counts as 0.
 */
record Windows(int channels, int height, int width, int size, int stride, int padding) {

  private static final int OUTSIDE = Integer.MIN_VALUE;

  int outHeight() {
    return (height + 2 * padding - size) / stride + 1;
  }

  int outWidth() {
    return (width + 2 * padding - size) / stride + 1;
  }

  /** Windows of one image. */
  int positions() {
    return outHeight() * outWidth();
  }

  /** Elements of one window. */
  int depth() {
    return channels * size * size;
  }

  /** Elements of one image. */
  int length() {
    return channels * height * width;
  }

  /**
   * Puts the windows of some images into the columns of a row-major matrix: a row an element of a
   * window, a column a window, image after image.
   *
   * @param from the first image
   */
  void gather(float[] images, int from, int count, float[] columns) {
    for (int row = 0, to = 0; row < depth(); row++) {
      Element element = element(row);
      for (int e = from; e < from + count; e++) {
        for (int y = 0; y < element.lines; y++, to += element.width) {
          int at = element.line(e, y);
          if (at == OUTSIDE) {
            Arrays.fill(columns, to, to + element.width, 0f);
          } else {
            element.copy(images, at, columns, to);
          }
        }
      }
    }
  }

  /** Adds what {@link #gather} would take to where it would take it from. */
  void scatter(float[] columns, float[] images, int from, int count) {
    for (int row = 0, to = 0; row < depth(); row++) {
      Element element = element(row);
      for (int e = from; e < from + count; e++) {
        for (int y = 0; y < element.lines; y++, to += element.width) {
          int at = element.line(e, y);
          if (at != OUTSIDE) {
            element.add(columns, to, images, at);
          }
        }
      }
    }
  }

  private Element element(int row) {
    int shift = row % size - padding;
    int first = Math.min(outWidth(), Math.max(0, (stride - 1 - shift) / stride));
    int end = Math.max(first, Math.min(outWidth(), (width - shift + stride - 1) / stride));
    return new Element(this, row / (size * size), row / size % size - padding, shift, first, end);
  }

  /** One element of a window, over all windows: only those from first to end see the image. */
  private static final class Element {
    private final int lines;
    private final int width;
    private final int stride;
    private final int imageHeight;
    private final int imageWidth;
    private final int imageLength;
    private final int start;
    private final int lineShift;
    private final int first;
    private final int end;

    Element(Windows windows, int channel, int lineShift, int shift, int first, int end) {
      lines = windows.outHeight();
      width = windows.outWidth();
      stride = windows.stride();
      imageHeight = windows.height();
      imageWidth = windows.width();
      imageLength = windows.length();
      start = channel * imageHeight * imageWidth + shift;
      this.lineShift = lineShift;
      this.first = first;
      this.end = end;
    }

    /** Where a line of windows sees the images, or OUTSIDE. */
    int line(int image, int y) {
      int at = y * stride + lineShift;
      return at < 0 || at >= imageHeight ? OUTSIDE : image * imageLength + start + at * imageWidth;
    }

    void copy(float[] images, int at, float[] columns, int to) {
      if (first > 0) {
        Arrays.fill(columns, to, to + first, 0f);
      }
      if (stride == 1) {
        System.arraycopy(images, at + first, columns, to + first, end - first);
      } else {
        for (int x = first; x < end; x++) {
          columns[to + x] = images[at + x * stride];
        }
      }
      if (end < width) {
        Arrays.fill(columns, to + end, to + width, 0f);
      }
    }

    void add(float[] columns, int from, float[] images, int at) {
      if (stride == 1) {
        for (int x = first; x < end; x++) {
          images[at + x] += columns[from + x];
        }
      } else {
        for (int x = first; x < end; x++) {
          images[at + x * stride] += columns[from + x];
        }
      }
    }
  }
}
