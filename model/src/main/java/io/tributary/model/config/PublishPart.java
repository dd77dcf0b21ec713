package io.tributary.model.config;

import java.util.List;

/** The section {@code publish}. */
final class PublishPart extends Part<PublishConfig> {

  private static final Key<Integer> EVERY_ROUNDS =
      Key.optional(
          "everyRounds",
          WholeNumber.atLeast(1),
          10,
          "A checkpoint and test scores at rounds divisible by it, and at the last");
  private static final Key<Double> TOLERANCE =
      Key.optional(
          "tolerance",
          new OrWord<>("none", Double.POSITIVE_INFINITY, RealNumber.FACTOR),
          0.0,
          "Share of the champion's dev score by which a new model's may be worse to take its place;"
              + " none: every new model does");

  @Override
  List<Key<?>> keys() {
    return List.of(EVERY_ROUNDS, TOLERANCE);
  }

  @Override
  PublishConfig build(Section section) {
    return new PublishConfig(section.get(EVERY_ROUNDS), section.get(TOLERANCE));
  }

  @Override
  Fields fields(PublishConfig publish) {
    return new Fields()
        .with(EVERY_ROUNDS, publish.everyRounds())
        .with(TOLERANCE, publish.tolerance());
  }
}
