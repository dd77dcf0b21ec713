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

  @Override
  List<Key<?>> keys() {
    return List.of(FRACTION, WINDOW);
  }

  @Override
  DevConfig build(Section section) {
    return new DevConfig(section.get(FRACTION), section.get(WINDOW));
  }

  @Override
  Fields fields(DevConfig dev) {
    return new Fields().with(FRACTION, dev.fraction()).with(WINDOW, dev.window());
  }
}
