package io.tributary.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  private static Shape after(Shape shape, LayerSpec... layers) {
    return shape.after(List.of(layers), "trunk");
  }

  @Test
  void followsLenet() {
    Shape shape =
        after(
            Shape.of(1, 28, 28),
            new LayerSpec.Conv2d(10, 5, 1, 0),
            new LayerSpec.MaxPool2d(2, 2),
            new LayerSpec.Relu(),
            new LayerSpec.Conv2d(20, 5, 1, 0),
            new LayerSpec.Dropout(0.5),
            new LayerSpec.MaxPool2d(2, 2));
    assertThat(shape.dimensions()).containsExactly(20, 4, 4);
    assertThat(after(shape, new LayerSpec.Flatten()).dimensions()).containsExactly(320);
    assertThat(after(shape, new LayerSpec.Dense(50)).dimensions()).containsExactly(50);
  }

  @ParameterizedTest
  @CsvSource({
    "5,1,0,24",
    "5,2,0,12",
    "3,1,1,28",
    "3,2,1,14",
    "28,1,0,1",
    "30,7,1,1",
  })
  void convolutionRoundsDown(int kernel, int stride, int padding, int side) {
    Shape shape = after(Shape.of(1, 28, 28), new LayerSpec.Conv2d(4, kernel, stride, padding));
    assertThat(shape.dimensions()).containsExactly(4, side, side);
  }

  @Test
  void saysWhichLayerCannotFollowAndWhy() {
    assertThatThrownBy(
            () -> after(Shape.of(1, 6, 8), new LayerSpec.Relu(), new LayerSpec.Conv2d(3, 7, 1, 0)))
        .isInstanceOf(NetworkException.class)
        .hasMessage("trunk, layer 1 (conv2d): its window of 7x7 is larger than its input of 6x8");
    assertThatThrownBy(() -> after(Shape.of(20), new LayerSpec.MaxPool2d(2, 2)))
        .hasMessage(
            "trunk, layer 0 (maxpool2d): needs an input of [channels, height, width], has [20]");
    assertThatThrownBy(() -> after(Shape.of(20), new LayerSpec.Dense(0)))
        .hasMessage("trunk, layer 0 (dense): units must be 1 or more, not 0");
    assertThatThrownBy(() -> after(Shape.of(20), new LayerSpec.Dropout(1)))
        .hasMessage("trunk, layer 0 (dropout): its rate must be in [0, 1), not 1.0");
    assertThatThrownBy(() -> new Shape(List.of(3, 4)))
        .hasMessage("an input is [features] or [channels, height, width], not [3, 4]");
  }
}
