package io.tributary.model.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How task weights and α are found.
 *
 * @param method name of the weighting
 * @param everyRounds α and weights move at rounds divisible by it
 * @param rule how αVIL's weights move
 * @param shadows names of the methods whose branches are trained beside the method's own
 * @param alpha αVIL's tuning
 * @param weights of the method {@code fixed}, by task name; absent tasks weigh 1
 * @param rate of the method {@code diw}: how far a weight moves with the dev loss
 * @param radius of the method {@code cagrad}: of the ball around the mean delta, in its length
 * @param rank of the method {@code svd}: how many directions that tasks share count
 * @param columns of the method {@code svd}: how the products of inputs and labels are scaled
 */
public record WeightingConfig(
    String method,
    int everyRounds,
    String rule,
    List<String> shadows,
    AlphaConfig alpha,
    Map<String, Double> weights,
    double rate,
    double radius,
    int rank,
    Columns columns)
    implements Serializable {
  public WeightingConfig {
    shadows = List.copyOf(shadows);
    weights = Collections.unmodifiableMap(new TreeMap<>(weights)); // in one order everywhere
  }

  /** The same with another method. */
  public WeightingConfig withMethod(String other) {
    List<String> its = other.equals(method) ? shadows : defaultShadows(other, rule);
    return new WeightingConfig(
        other, everyRounds, rule, its, alpha, weights, rate, radius, rank, columns);
  }

  /** How {@code svd} scales the product of inputs and one column of labels. */
  public enum Columns {
    /** To length 1: only its direction counts. */
    LENGTH,
    /** By the deviation of the label: the weaker a label goes with the inputs, the shorter. */
    LABEL
  }

  /** The shadows of a method where none are given. */
  static List<String> defaultShadows(String method, String rule) {
    return method.equals("alphavil") && rule.equals("credit")
        ? List.of("single", "pairs")
        : List.of();
  }

  /** The same with another rule. */
  public WeightingConfig withRule(String other) {
    List<String> its = other.equals(rule) ? shadows : defaultShadows(method, other);
    return new WeightingConfig(
        method, everyRounds, other, its, alpha, weights, rate, radius, rank, columns);
  }

  /** The same with a task's weight forgotten. */
  public WeightingConfig withoutWeight(String task) {
    Map<String, Double> others = new TreeMap<>(weights);
    others.remove(task);
    return new WeightingConfig(
        method, everyRounds, rule, shadows, alpha, others, rate, radius, rank, columns);
  }

  /**
   * Tuning of α.
   *
   * @param optimizer of α
   * @param steps S in the paper
   * @param batchSize dev examples of a step, 0: the whole dev window
   * @param min lower bound of α, −∞: none
   * @param max upper bound of α, +∞: none
   * @param minWeight lower bound of a task weight, −∞: none
   * @param maxWeight upper bound of a task weight, +∞: none
   */
  public record AlphaConfig(
      OptimizerConfig optimizer,
      int steps,
      int batchSize,
      double min,
      double max,
      double minWeight,
      double maxWeight)
      implements Serializable {}
}
