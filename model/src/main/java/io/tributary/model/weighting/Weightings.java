package io.tributary.model.weighting;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.config.WeightingConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the weighting that a configuration names. */
public final class Weightings {

  /** The methods there are: a new one is a line here and a class beside it. */
  private static final Map<String, Function<Configuration, Weighting>> METHODS =
      new TreeMap<>(
          Map.ofEntries(
              entry("alphavil", Weightings::alphaVil),
              entry("single", configuration -> new SingleTask(configuration.target().index())),
              entry("uniform", configuration -> new Uniform()),
              entry("fixed", Weightings::fixed),
              entry("diw", configuration -> new Diw(configuration.weighting().rate())),
              entry("grid", configuration -> new Grid()),
              entry("svd", Weightings::svd),
              entry("pcgrad", configuration -> new DirectionWeighting("pcgrad", new PcGrad())),
              entry("mgda", configuration -> new DirectionWeighting("mgda", new Mgda())),
              entry("cagrad", Weightings::caGrad),
              entry(
                  "nash-mtl", configuration -> new DirectionWeighting("nash-mtl", new NashMtl()))));

  private Weightings() {}

  /** Names of the methods, as a configuration spells them. */
  public static List<String> names() {
    return List.copyOf(METHODS.keySet());
  }

  /**
   * The weighting that {@code weighting.method} names, asked at every {@code everyRounds}-th round.
   *
   * @throws IllegalArgumentException when there is no such method or rule, or a value is impossible
   */
  public static Weighting create(Configuration configuration) {
    WeightingConfig config = configuration.weighting();
    Weighting weighting = shadow(config.method(), configuration);
    return config.everyRounds() == 1 ? weighting : new EveryRounds(weighting, config.everyRounds());
  }

  /**
   * The weighting of a shadow ({@code weighting.shadows}), asked in every round.
   *
   * @throws IllegalArgumentException when there is no such method
   */
  public static Weighting shadow(String method, Configuration configuration) {
    Function<Configuration, Weighting> maker = METHODS.get(method);
    if (maker == null) {
      throw new IllegalArgumentException(
          "no weighting " + method + "; there are " + String.join(", ", names()));
    }
    return maker.apply(configuration);
  }

  private static Weighting alphaVil(Configuration configuration) {
    WeightingConfig config = configuration.weighting();
    return switch (config.rule()) {
      case "credit" -> new CreditRule();
      case "paper" -> new AlphaVil(config.alpha());
      default ->
          throw new IllegalArgumentException(
              "no rule " + config.rule() + "; there are credit, paper");
    };
  }

  private static Weighting svd(Configuration configuration) {
    WeightingConfig config = configuration.weighting();
    return new Svd(config.rank(), config.columns());
  }

  private static Weighting caGrad(Configuration configuration) {
    return new DirectionWeighting("cagrad", new CaGrad(configuration.weighting().radius()));
  }

  private static Map.Entry<String, Function<Configuration, Weighting>> entry(
      String name, Function<Configuration, Weighting> maker) {
    return Map.entry(name, maker);
  }

  private static Weighting fixed(Configuration configuration) {
    List<TaskConfig> tasks = configuration.tasks();
    float[] weights = new float[tasks.size()];
    for (int i = 0; i < weights.length; i++) {
      String name = tasks.get(i).task().name();
      weights[i] = configuration.weighting().weights().getOrDefault(name, 1.0).floatValue();
    }
    return new Fixed(weights);
  }
}
