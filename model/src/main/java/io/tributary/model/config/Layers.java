package io.tributary.model.config;

import io.tributary.model.network.LayerSpec.BatchNorm;
import io.tributary.model.network.LayerSpec.Conv2d;
import io.tributary.model.network.LayerSpec.Dense;
import io.tributary.model.network.LayerSpec.Dropout;
import io.tributary.model.network.LayerSpec.Flatten;
import io.tributary.model.network.LayerSpec.MaxPool2d;
import io.tributary.model.network.LayerSpec.Relu;
import io.tributary.model.network.LayerSpec.Tanh;
import java.util.List;
import java.util.Objects;

/** Every kind of layer. */
final class Layers {

  private static final WholeNumber SIZE_TYPE = WholeNumber.atLeast(1);

  private static final Key<Integer> UNITS = Key.required("units", SIZE_TYPE, "Outputs");
  private static final Key<Integer> FILTERS = Key.required("filters", SIZE_TYPE, "Output channels");
  private static final Key<Integer> KERNEL =
      Key.required("kernel", SIZE_TYPE, "Side of the square kernel");
  private static final Key<Integer> STRIDE =
      Key.optional("stride", SIZE_TYPE, 1, "Step in both directions");
  private static final Key<Integer> PADDING =
      Key.optional("padding", WholeNumber.atLeast(0), 0, "Zeroes on every side");
  private static final Key<Integer> SIZE =
      Key.required("size", SIZE_TYPE, "Side of the square window");
  private static final Key<Integer> POOL_STRIDE =
      Key.derived("stride", SIZE_TYPE, "`size`", "Step in both directions");
  private static final Key<Double> RATE =
      Key.required("rate", RealNumber.SHARE, "Share of activations zeroed in training");
  private static final Key<Double> MOMENTUM =
      Key.optional(
          "momentum", RealNumber.SHARE, 0.9, "Share kept of the running statistics at each batch");

  /** In the order of the documentation. */
  static final List<LayerKind<?>> KINDS =
      List.of(
          new LayerKind<>(
              "dense",
              Dense.class,
              List.of(UNITS),
              section -> new Dense(section.get(UNITS)),
              (dense, fields) -> fields.with(UNITS, dense.units()),
              "Fully connected, with a bias"),
          new LayerKind<>(
              "conv2d",
              Conv2d.class,
              List.of(FILTERS, KERNEL, STRIDE, PADDING),
              Layers::conv2d,
              (conv, fields) ->
                  fields
                      .with(FILTERS, conv.filters())
                      .with(KERNEL, conv.kernel())
                      .with(STRIDE, conv.stride())
                      .with(PADDING, conv.padding()),
              "Two-dimensional convolution, with a bias"),
          new LayerKind<>(
              "maxpool2d",
              MaxPool2d.class,
              List.of(SIZE, POOL_STRIDE),
              Layers::maxPool2d,
              (pool, fields) -> fields.with(SIZE, pool.size()).with(POOL_STRIDE, pool.stride()),
              "Maximum over square windows"),
          LayerKind.plain("relu", new Relu(), "max(0, x)"),
          LayerKind.plain("tanh", new Tanh(), "Hyperbolic tangent"),
          new LayerKind<>(
              "dropout",
              Dropout.class,
              List.of(RATE),
              section -> new Dropout(section.get(RATE)),
              (dropout, fields) -> fields.with(RATE, dropout.rate()),
              "Zeroes activations in training; whole channels after a convolution or a pooling"),
          new LayerKind<>(
              "batchnorm",
              BatchNorm.class,
              List.of(MOMENTUM),
              section -> new BatchNorm(section.get(MOMENTUM)),
              (norm, fields) -> fields.with(MOMENTUM, norm.momentum()),
              "Batch normalisation"),
          LayerKind.plain(
              "flatten",
              new Flatten(),
              "From channels, height and width to one row; implied before a dense layer"));

  private Layers() {}

  private static Conv2d conv2d(Section section) {
    return new Conv2d(
        section.get(FILTERS), section.get(KERNEL), section.get(STRIDE), section.get(PADDING));
  }

  private static MaxPool2d maxPool2d(Section section) {
    int size = section.get(SIZE);
    return new MaxPool2d(size, Objects.requireNonNullElse(section.find(POOL_STRIDE), size));
  }
}
