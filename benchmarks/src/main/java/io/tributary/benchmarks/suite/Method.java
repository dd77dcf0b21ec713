package io.tributary.benchmarks.suite;

import io.tributary.benchmarks.suite.stream.SuiteStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A way to learn: what it sets in the configuration, and what is tuned beside what is tuned for
 * all.
 *
 * @param name in results and on the command line
 * @param settings by dotted key of the configuration
 * @param traits what sets it apart
 * @param knobs of its own
 */
record Method(String name, Map<String, Object> settings, Set<Trait> traits, List<Knob> knobs) {

  Method {
    settings = Map.copyOf(settings);
    traits = Set.copyOf(traits);
    knobs = List.copyOf(knobs);
  }

  /** What sets a method apart. */
  enum Trait {
    /** It looks at the dev window. One that does not trains on those examples. */
    USES_DEV,
    /** The weights that a stream names are tried. */
    TRIES_WEIGHTS,
    /** It trains all tasks jointly, outside of rounds. */
    JOINT
  }

  boolean usesDev() {
    return traits.contains(Trait.USES_DEV);
  }

  /** Whether it trains all tasks jointly, outside of rounds. */
  boolean isJoint() {
    return traits.contains(Trait.JOINT);
  }

  /** The same under another name with further settings, which are not tuned then. */
  Method with(String otherName, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putAll(more);
    List<Knob> left = knobs.stream().filter(knob -> !more.containsKey(knob.key())).toList();
    return new Method(otherName, all, traits, left);
  }

  /**
   * The hyper-parameters of one draw. What all methods have is the same for all of them in the same
   * draw.
   *
   * @param number from 0, which has the usual values
   */
  Map<String, Object> draw(SuiteStream stream, int number) {
    Map<String, Object> drawn = new LinkedHashMap<>();
    add(drawn, common(stream), number, 1);
    add(drawn, knobs, number, 2);
    if (traits.contains(Trait.TRIES_WEIGHTS)) {
      List<Map<String, Double>> tries = stream.fixedWeights();
      tries
          .get(number % tries.size())
          .forEach((task, weight) -> drawn.put("weighting.weights." + task, weight));
    }
    drawn.keySet().removeAll(settings.keySet());
    return drawn;
  }

  private static void add(Map<String, Object> drawn, List<Knob> knobs, int number, int salt) {
    SplittableRandom random = new SplittableRandom(1000L * number + salt);
    for (Knob knob : knobs) {
      Object value = knob.draw().apply(random);
      drawn.put(knob.key(), number == 0 ? knob.centre() : value);
    }
  }

  private static List<Knob> common(SuiteStream stream) {
    List<Knob> knobs = new ArrayList<>();
    knobs.add(
        Knob.between(
            "training.optimizer.learningRate",
            stream.rate() / 5,
            stream.rate() * 4,
            stream.rate()));
    knobs.add(Knob.among("training.batchSize", 16, 8, 32));
    knobs.add(
        Knob.among("training.optimizer.decay", stream.rounds() / 2.0, stream.rounds() / 8.0, 0.0));
    knobs.add(Knob.among("training.epochs", 4, 2, 8));
    return knobs;
  }
}
