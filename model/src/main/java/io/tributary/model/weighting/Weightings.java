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
              entry("svd", configuration -> new Svd(configuration.weighting().rank())),
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
    Function<Configuration, Weighting> maker = METHODS.get(config.method());
    if (maker == null) {
      throw new IllegalArgumentException(
          "no weighting " + config.method() + "; there are " + String.join(", ", names()));
    }
    Weighting weighting = maker.apply(configuration);
    return config.everyRounds() == 1 ? weighting : new EveryRounds(weighting, config.everyRounds());
  }

  private static Weighting alphaVil(Configuration configuration) {
    WeightingConfig config = configuration.weighting();
    return new AlphaVil(config.alpha(), WeightRule.named(config.rule()));
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
