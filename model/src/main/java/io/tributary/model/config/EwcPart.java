package io.tributary.model.config;

import java.util.List;

/** The section {@code ewc}. */
final class EwcPart extends Part<EwcConfig> {

  private static final EwcConfig NONE = EwcConfig.NONE;

  private static final Key<Double> STRENGTH =
      Key.optional(
          "strength",
          RealNumber.FACTOR,
          NONE.strength(),
          "Of the pull in each round, per unit of Fisher information; 0: none");
  private static final Key<Integer> MODELS =
      Key.optional(
          "models",
          WholeNumber.atLeast(1),
          NONE.models(),
          "Published models that count alike; of more than that the older ones fade");
  private static final Key<Integer> EXAMPLES =
      Key.optional(
          "examples",
          WholeNumber.atLeast(1),
          NONE.examples(),
          "Newest dev examples that the Fisher information of a published model is estimated on");

  @Override
  List<Key<?>> keys() {
    return List.of(STRENGTH, MODELS, EXAMPLES);
  }

  @Override
  EwcConfig build(Section section) {
    EwcConfig ewc =
        new EwcConfig(section.get(STRENGTH), section.get(MODELS), section.get(EXAMPLES));
    if (ewc.strength() == 0) {
      for (Key<?> key : List.of(MODELS, EXAMPLES)) {
        if (!section.get(key).equals(fields(NONE).tree().get(key.name()))) {
          throw section.refuse(key, "needs a pull; set ewc.strength");
        }
      }
    }
    return ewc;
  }

  @Override
  Fields fields(EwcConfig ewc) {
    return new Fields()
        .with(STRENGTH, ewc.strength())
        .with(MODELS, ewc.models())
        .with(EXAMPLES, ewc.examples());
  }
}
