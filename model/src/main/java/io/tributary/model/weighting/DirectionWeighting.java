package io.tributary.model.weighting;

import io.tributary.model.engine.HeadSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * A weighting that takes deltas for gradients: it looks for a direction of the trunk that serves
 * every task, and treats the target as one of them. Heads, which no two tasks share, take their own
 * steps whole; task weights stay 1.
 *
 * <p>A delta whose trunk does not move has no direction: its coefficient is 1 and it has no say.
 * When the products are too large to be numbers, all coefficients are 1.
 */
final class DirectionWeighting implements Weighting {

  private final String name;
  private final Direction direction;

  DirectionWeighting(String name, Direction direction) {
    this.name = name;
    this.direction = direction;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public HeadSteps headSteps() {
    return HeadSteps.WHOLE;
  }

  @Override
  public float[] initialWeights(int tasks) {
    return Coefficients.ones(tasks);
  }

  @Override
  public Decision decide(Question question) {
    double[][] gram = question.space().trunkGram();
    List<Integer> moving = new ArrayList<>();
    for (int i = 0; i < gram.length; i++) {
      if (!Coefficients.areFinite(gram[i])) {
        return Decision.unmoved(question);
      }
      if (gram[i][i] > 0) {
        moving.add(i);
      }
    }
    if (moving.size() < 2) {
      return Decision.unmoved(question);
    }
    long seed = Mixed.seed(question.seed(), question.round());
    double[] found = direction.coefficients(restricted(gram, moving), seed);
    if (!Coefficients.areFinite(found)) {
      return Decision.unmoved(question);
    }
    float[] alpha = Coefficients.ones(gram.length);
    for (int i = 0; i < found.length; i++) {
      alpha[moving.get(i)] = (float) found[i];
    }
    return new Decision(alpha, question.weights().clone(), question.state());
  }

  private static double[][] restricted(double[][] gram, List<Integer> rows) {
    double[][] some = new double[rows.size()][rows.size()];
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < some.length; j++) {
        some[i][j] = gram[rows.get(i)][rows.get(j)];
      }
    }
    return some;
  }
}
