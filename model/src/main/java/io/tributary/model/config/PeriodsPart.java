package io.tributary.model.config;

import java.util.List;

/** The section {@code periods}. */
final class PeriodsPart extends Part<PeriodsConfig> {

  private static final Key<Integer> ROUNDS =
      Key.optional(
          "rounds",
          WholeNumber.atLeast(0),
          PeriodsConfig.NONE.rounds(),
          "Rounds of a period, after which the model is scored on what earlier ones kept; 0: none");
  private static final Key<Integer> KEEP =
      Key.optional(
          "keep",
          WholeNumber.atLeast(2),
          PeriodsConfig.NONE.keep(),
          "Newest periods whose test examples are kept");
  private static final Key<Integer> SLICE =
      Key.optional(
          "slice",
          WholeNumber.atLeast(1),
          PeriodsConfig.NONE.slice(),
          "Test examples of each task that a period keeps at most, chosen by `model.seed`");

  @Override
  List<Key<?>> keys() {
    return List.of(ROUNDS, KEEP, SLICE);
  }

  @Override
  PeriodsConfig build(Section section) {
    PeriodsConfig periods =
        new PeriodsConfig(section.get(ROUNDS), section.get(KEEP), section.get(SLICE));
    if (!periods.isOn()) {
      if (periods.keep() != PeriodsConfig.NONE.keep()) {
        throw section.refuse(KEEP, "needs periods; set periods.rounds");
      }
      if (periods.slice() != PeriodsConfig.NONE.slice()) {
        throw section.refuse(SLICE, "needs periods; set periods.rounds");
      }
    }
    return periods;
  }

  @Override
  Fields fields(PeriodsConfig periods) {
    return new Fields()
        .with(ROUNDS, periods.rounds())
        .with(KEEP, periods.keep())
        .with(SLICE, periods.slice());
  }
}
