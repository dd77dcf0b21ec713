package io.tributary.model.config;

import io.tributary.model.config.WeightingConfig.AlphaConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The section {@code weighting}. */
final class WeightingPart extends Part<WeightingConfig> {

  private static final AlphaPart ALPHA_PART = new AlphaPart();

  private static final Key<String> METHOD =
      Key.optional(
          "method",
          Choice.of(
              List.of(
                  "alphavil",
                  "single",
                  "uniform",
                  "fixed",
                  "diw",
                  "grid",
                  "pcgrad",
                  "cagrad",
                  "mgda",
                  "nash-mtl",
                  "svd"),
              List.of()),
          "alphavil",
          "How task weights are found");
  private static final Key<Integer> EVERY_ROUNDS =
      Key.optional(
          "everyRounds",
          WholeNumber.atLeast(1),
          1,
          "α and the weights move at rounds divisible by it; α = 1 between");
  private static final Key<String> RULE =
      Key.derived(
          "rule",
          Choice.of(List.of("credit", "paper"), List.of()),
          "credit, or paper where `alpha` is given",
          "How αVIL's weights move: credit by what each delta is shown to be worth, paper adds α − 1");
  private static final Key<List<String>> SHADOWS =
      Key.derived(
          "shadows",
          new Words(Choice.of(List.of("single", "uniform", "pairs"), List.of())),
          "[single, pairs] with `rule: credit`, [] otherwise",
          "Branches trained beside the method's own: the target alone, with all others, or one branch for each other; the one that is ahead is published");
  private static final Key<AlphaConfig> ALPHA =
      Key.optional(
          "alpha", ALPHA_PART, ALPHA_PART.defaults(), "αVIL's tuning of α, of `rule: paper`");
  private static final Key<Map<String, Double>> WEIGHTS =
      Key.optional(
          "weights",
          new MapOf<>(RealNumber.FACTOR, "a section of task names and numbers of at least 0"),
          Map.of(),
          "The weights of `method: fixed` by task name; a task left out weighs 1");
  private static final Key<Double> RATE =
      Key.optional(
          "rate", RealNumber.RATE, 1.0, "Of `method: diw`: how far a weight moves with the loss");
  private static final Key<Double> RADIUS =
      Key.optional(
          "radius",
          RealNumber.SHARE,
          0.5,
          "Of `method: cagrad`: how far from the mean delta, in its length");
  private static final Key<Integer> RANK =
      Key.optional(
          "rank",
          WholeNumber.atLeast(1),
          1,
          "Of `method: svd`: how many directions that tasks share count");
  private static final Key<WeightingConfig.Columns> COLUMNS =
      Key.optional(
          "columns",
          Choice.of(WeightingConfig.Columns.class),
          WeightingConfig.Columns.LENGTH,
          "Of `method: svd`: length takes directions alone; label lets noise in labels count");

  @Override
  List<Key<?>> keys() {
    return List.of(
        METHOD, EVERY_ROUNDS, RULE, SHADOWS, ALPHA, WEIGHTS, RATE, RADIUS, RANK, COLUMNS);
  }

  @Override
  WeightingConfig build(Section section) {
    String method = section.get(METHOD);
    Map<String, Double> weights = section.get(WEIGHTS);
    double rate = section.get(RATE);
    double radius = section.get(RADIUS);
    int rank = section.get(RANK);
    String rule = rule(section);
    if (!rule.equals("paper") && !section.get(ALPHA).equals(ALPHA_PART.defaults())) {
      throw section.refuse(ALPHA, "belongs to rule: paper; remove it or change the rule");
    }
    List<String> shadows =
        Objects.requireNonNullElseGet(
            section.find(SHADOWS), () -> WeightingConfig.defaultShadows(method, rule));
    if (method.equals("single") && !shadows.isEmpty()) {
      throw section.refuse(SHADOWS, "needs a method that trains every task; remove it");
    }
    if (shadows.contains(method)) {
      throw section.refuse(SHADOWS, "names the method itself; remove " + method);
    }
    refuse(section, WEIGHTS, "fixed", !weights.isEmpty());
    refuse(section, RATE, "diw", rate != 1);
    refuse(section, RADIUS, "cagrad", radius != 0.5);
    refuse(section, RANK, "svd", rank != 1);
    refuse(section, COLUMNS, "svd", section.get(COLUMNS) != WeightingConfig.Columns.LENGTH);
    return new WeightingConfig(
        method,
        section.get(EVERY_ROUNDS),
        rule,
        shadows,
        section.get(ALPHA),
        weights,
        rate,
        radius,
        rank,
        section.get(COLUMNS));
  }

  private static String rule(Section section) {
    return Objects.requireNonNullElse(section.find(RULE), section.has(ALPHA) ? "paper" : "credit");
  }

  private static void refuse(Section section, Key<?> key, String method, boolean given) {
    if (given && !section.get(METHOD).equals(method)) {
      throw section.refuse(
          key, "belongs to method: " + method + "; remove it or change the method");
    }
  }

  @Override
  Fields fields(WeightingConfig weighting) {
    return new Fields()
        .with(METHOD, weighting.method())
        .with(EVERY_ROUNDS, weighting.everyRounds())
        .with(RULE, weighting.rule())
        .with(SHADOWS, weighting.shadows())
        .with(ALPHA, weighting.alpha())
        .with(WEIGHTS, weighting.weights())
        .with(RATE, weighting.rate())
        .with(RADIUS, weighting.radius())
        .with(RANK, weighting.rank())
        .with(COLUMNS, weighting.columns());
  }
}
