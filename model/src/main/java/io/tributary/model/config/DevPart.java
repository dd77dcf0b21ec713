package io.tributary.model.config;

import io.tributary.model.config.Configuration.DevConfig;
import java.util.List;

/** The section {@code dev}. */
final class DevPart extends Part<DevConfig> {

  private static final Key<Double> FRACTION =
      Key.optional(
          "fraction",
          RealNumber.SHARE,
          0.1,
          "Share of the target's examples without a split that are kept out of training");
  private static final Key<Integer> WINDOW =
      Key.optional(
          "window", WholeNumber.atLeast(1), 4096, "Newest dev examples, on which α is tuned");

  private static final Key<Double> TOLERANCE =
      Key.optional(
          "tolerance",
          new OrWord<>("none", Double.POSITIVE_INFINITY, RealNumber.FACTOR),
          Double.POSITIVE_INFINITY,
          "Share of the dev loss by which a round may raise it; one that raises it by more is left"
              + " out");

  @Override
  List<Key<?>> keys() {
    return List.of(FRACTION, WINDOW, TOLERANCE);
  }

  @Override
  DevConfig build(Section section) {
    return new DevConfig(section.get(FRACTION), section.get(WINDOW), section.get(TOLERANCE));
  }

  @Override
  Fields fields(DevConfig dev) {
    return new Fields()
        .with(FRACTION, dev.fraction())
        .with(WINDOW, dev.window())
        .with(TOLERANCE, dev.tolerance());
  }
}
