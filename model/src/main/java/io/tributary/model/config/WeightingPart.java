package io.tributary.model.config;

import io.tributary.model.config.WeightingConfig.AlphaConfig;
import java.util.List;
import java.util.Map;

/** The section {@code weighting}. */
final class WeightingPart extends Part<WeightingConfig> {

  private static final AlphaPart ALPHA_PART = new AlphaPart();

  private static final Key<String> METHOD =
      Key.optional(
          "method",
          Choice.of(
              List.of("alphavil", "single", "uniform", "fixed"), List.of("diw", "svd", "grid")),
          "alphavil",
          "How task weights are found");
  private static final Key<Integer> EVERY_ROUNDS =
      Key.optional(
          "everyRounds",
          WholeNumber.atLeast(1),
          1,
          "α and the weights move at rounds divisible by it; α = 1 between");
  private static final Key<String> RULE =
      Key.optional(
          "rule",
          Choice.of(List.of("paper"), List.of()),
          "paper",
          "How αVIL's weights follow α: paper adds α − 1");
  private static final Key<AlphaConfig> ALPHA =
      Key.optional("alpha", ALPHA_PART, ALPHA_PART.defaults(), "αVIL's tuning of α");
  private static final Key<Map<String, Double>> WEIGHTS =
      Key.optional(
          "weights",
          new MapOf<>(RealNumber.FACTOR, "a section of task names and numbers of at least 0"),
          Map.of(),
          "The weights of `method: fixed` by task name; a task left out weighs 1");

  @Override
  List<Key<?>> keys() {
    return List.of(METHOD, EVERY_ROUNDS, RULE, ALPHA, WEIGHTS);
  }

  @Override
  WeightingConfig build(Section section) {
    String method = section.get(METHOD);
    Map<String, Double> weights = section.get(WEIGHTS);
    if (!method.equals("fixed") && !weights.isEmpty()) {
      throw section.refuse(WEIGHTS, "belongs to method: fixed; remove it or change the method");
    }
    return new WeightingConfig(
        method, section.get(EVERY_ROUNDS), section.get(RULE), section.get(ALPHA), weights);
  }

  @Override
  Fields fields(WeightingConfig weighting) {
    return new Fields()
        .with(METHOD, weighting.method())
        .with(EVERY_ROUNDS, weighting.everyRounds())
        .with(RULE, weighting.rule())
        .with(ALPHA, weighting.alpha())
        .with(WEIGHTS, weighting.weights());
  }
}
