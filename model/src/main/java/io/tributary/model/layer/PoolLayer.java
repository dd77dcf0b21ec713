package io.tributary.model.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The maximum of each window of each channel; of equal ones the first has the slope. */
final class PoolLayer implements Layer {
  private final Windows windows;
  private final int outHeight;
  private final int outWidth;
  private float[] input = new float[0];
  private float[] outputs = new float[0];
  private float[] below = new float[0];

  PoolLayer(Windows windows) {
    this.windows = windows;
    outHeight = windows.outHeight();
    outWidth = windows.outWidth();
  }

  @Override
  public int outputs() {
    return windows.channels() * windows.positions();
  }

  @Override
  public float[] forward(float[] images, int count) {
    input = images;
    outputs = Buffers.grown(outputs, count * outputs());
    for (int line = 0; line < lines(count); line++) {
      int at = corner(line);
      most(at, line * outWidth, windows.stride(), windows.size(), windows.width());
    }
    return outputs;
  }

  /** One line of windows: element by element of a window, for all of them. */
  private void most(int at, int to, int stride, int size, int width) {
    for (int x = 0; x < outWidth; x++) {
      outputs[to + x] = input[at + x * stride];
    }
    for (int i = 1; i < size * size; i++) {
      int element = at + i / size * width + i % size;
      for (int x = 0; x < outWidth; x++) {
        outputs[to + x] = Math.max(outputs[to + x], input[element + x * stride]);
      }
    }
  }

  @Override
  public float @Nullable [] backward(float[] slopes, int count, boolean byInput) {
    if (!byInput) {
      return null;
    }
    below = Buffers.grown(below, count * windows.length());
    Arrays.fill(below, 0, count * windows.length(), 0f);
    for (int line = 0; line < lines(count); line++) {
      int at = corner(line);
      for (int x = 0, i = line * outWidth; x < outWidth; x++, i++) {
        below[chosen(at + x * windows.stride(), outputs[i])] += slopes[i];
      }
    }
    return below;
  }

  /** The first element of a window that has a value; its corner, when that is not a number. */
  private int chosen(int corner, float value) {
    int found = corner;
    for (int j = windows.size() - 1; j >= 0; j--) {
      int row = corner + j * windows.width();
      for (int i = row + windows.size() - 1; i >= row; i--) {
        found = input[i] == value ? i : found; // from the end, so that nothing is to be foretold
      }
    }
    return found;
  }

  /** Lines of windows of a batch. */
  private int lines(int count) {
    return count * windows.channels() * outHeight;
  }

  /** Where the first window of a line begins. */
  private int corner(int line) {
    int row = line / outHeight * windows.height() + line % outHeight * windows.stride();
    return row * windows.width();
  }
}
