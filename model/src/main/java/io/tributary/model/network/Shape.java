package io.tributary.model.network;

import java.util.List;

/**
 * What one layer hands to the next for one example.
 *
 * @param dimensions [units], or [channels, height, width]
 */
public record Shape(List<Integer> dimensions) {
  public Shape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.size() != 1 && dimensions.size() != 3) {
      throw new NetworkException(
          "an input is [features] or [channels, height, width], not " + dimensions);
    }
    if (dimensions.stream().anyMatch(size -> size < 1)) {
      throw new NetworkException("sizes of an input are 1 or more, not " + dimensions);
    }
  }

  /** A shape of these dimensions. */
  public static Shape of(Integer... dimensions) {
    return new Shape(List.of(dimensions));
  }

  /** Whether it has channels, height and width. */
  public boolean isImage() {
    return dimensions.size() == 3;
  }

  /** Number of elements. */
  public int length() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * The shape behind a list of layers.
   *
   * @param place what messages call the list: {@code trunk} or {@code head of <task>}
   * @throws NetworkException when a layer cannot follow, naming it by its index and kind
   */
  public Shape after(List<LayerSpec> layers, String place) {
    Shape shape = this;
    for (int i = 0; i < layers.size(); i++) {
      shape = shape.after(layers.get(i), place + ", layer " + i);
    }
    return shape;
  }

  /**
   * The shape behind one layer.
   *
   * @param place what messages call the layer
   * @throws NetworkException when it cannot follow
   */
  public Shape after(LayerSpec layer, String place) {
    if (layer instanceof LayerSpec.Dense dense) {
      positive(dense.units(), "units", "dense", place);
      return Shape.of(dense.units());
    }
    if (layer instanceof LayerSpec.Conv2d conv) {
      positive(conv.filters(), "filters", "conv2d", place);
      return slide(conv.kernel(), conv.stride(), conv.padding(), "conv2d", place, conv.filters());
    }
    if (layer instanceof LayerSpec.MaxPool2d pool) {
      int channels = dimensions.get(0);
      return slide(pool.size(), pool.stride(), 0, "maxpool2d", place, channels);
    }
    if (layer instanceof LayerSpec.Flatten) {
      return Shape.of(length());
    }
    if (layer instanceof LayerSpec.Dropout dropout
        && !(dropout.rate() >= 0 && dropout.rate() < 1)) {
      throw new NetworkException(
          "%s (dropout): its rate must be in [0, 1), not %s".formatted(place, dropout.rate()));
    }
    return this;
  }

  private Shape slide(
      int window, int stride, int padding, String kind, String place, int channels) {
    if (!isImage()) {
      throw new NetworkException(
          "%s (%s): needs an input of [channels, height, width], has %s"
              .formatted(place, kind, dimensions));
    }
    positive(window, "window", kind, place);
    positive(stride, "stride", kind, place);
    if (padding < 0) {
      throw new NetworkException(
          "%s (%s): padding must be 0 or more, not %d".formatted(place, kind, padding));
    }
    int height = dimensions.get(1) + 2 * padding;
    int width = dimensions.get(2) + 2 * padding;
    if (window > height || window > width) {
      throw new NetworkException(
          "%s (%s): its window of %dx%d is larger than its input of %dx%d"
              .formatted(place, kind, window, window, height, width));
    }
    return Shape.of(channels, (height - window) / stride + 1, (width - window) / stride + 1);
  }

  private static void positive(int value, String what, String kind, String place) {
    if (value < 1) {
      throw new NetworkException(
          "%s (%s): %s must be 1 or more, not %d".formatted(place, kind, what, value));
    }
  }
}
