package io.tributary.benchmarks.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A hyper-parameter that is tuned.
 *
 * @param key of the configuration
 * @param centre its value in the first draw
 * @param draw its value in others
 */
record Knob(String key, Object centre, Function<RandomGenerator, Object> draw) {

  /** One of several values, the first of which is the centre. */
  static Knob among(String key, Object... values) {
    List<Object> all = List.of(values);
    return new Knob(key, all.get(0), random -> all.get(random.nextInt(all.size())));
  }

  /** Any number between two, evenly on a logarithmic scale, with three digits. */
  static Knob between(String key, double low, double high, double centre) {
    return new Knob(
        key,
        centre,
        random -> {
          double drawn = low * Math.pow(high / low, random.nextDouble());
          return new BigDecimal(drawn).round(new MathContext(3)).doubleValue();
        });
  }
}
