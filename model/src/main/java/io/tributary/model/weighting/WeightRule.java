package io.tributary.model.weighting;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a task's weight follows the coefficient that its delta was given. */
enum WeightRule {
  /** w ← w + (α − 1): the rule of Kourdis et al. 2024, arXiv 2405.07769. */
  PAPER {
    @Override
    double next(double weight, double alpha) {
      return weight + (alpha - 1);
    }
  };

  /** The task's weight in the next round. */
  abstract double next(double weight, double alpha);

  /** Finds a rule by its name in the configuration. */
  static WeightRule named(String name) {
    return Arrays.stream(values())
        .filter(rule -> rule.label().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no rule " + name + "; there is " + labels()));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String labels() {
    return Arrays.stream(values()).map(WeightRule::label).collect(Collectors.joining(", "));
  }
}
