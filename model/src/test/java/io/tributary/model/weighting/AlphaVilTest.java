package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.WeightingConfig.AlphaConfig;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** αVIL where its whole path is known by hand. */
class AlphaVilTest {

  private static final double[] THETA = {0, 0, 0};
  private static final double[][] ORTHOGONAL = {{2, 0, 0}, {0, 1, 0}, {0, 0, -1}};
  private static final double RATE = 0.1;

  /**
   * With orthogonal deltas αᵢ approaches its optimum aᵢ = ⟨δᵢ, c − θ⟩ / ‖δᵢ‖², c being the mean of
   * the features, by the factor 1 − μ‖δᵢ‖² a step.
   */
  @Test
  void followsTheClosedForm() {
    List<Example> dev = List.of(example(3, 0, 1), example(1, 4, 3)); // c = (2, 2, 2)
    double[] optimum = {1, 2, -2};
    double[] factor = {1 - RATE * 4, 1 - RATE, 1 - RATE};
    for (int steps = 0; steps < 20; steps++) {
      Decision decision = decide(SmallProblem.alpha(SmallProblem.sgd(RATE), steps, 0), dev);
      for (int i = 0; i < 3; i++) {
        double expected = optimum[i] + Math.pow(factor[i], steps) * (1 - optimum[i]);
        assertThat((double) decision.alpha()[i]).isCloseTo(expected, within(1e-5));
        assertThat((double) decision.weights()[i])
            .isCloseTo(10 * (i + 1) + expected - 1, within(1e-5));
      }
    }
  }

  @Test
  void adamTakesStepsOfItsRateAtFirst() {
    OptimizerConfig adam = new OptimizerConfig(OptimizerConfig.Type.ADAM, 0.01, 0);
    List<Example> dev = List.of(example(3, 4, 5));
    // Slopes at α = 1 are (2 − 3)·2, 1 − 4 and −(−1 − 5): Adam's first step is the sign of each.
    assertThat(decide(SmallProblem.alpha(adam, 1, 0), dev).alpha())
        .containsExactly(new float[] {1.01f, 1.01f, 0.99f}, within(1e-6f));
    // While a slope hardly changes, so does the step.
    assertThat(decide(SmallProblem.alpha(adam, 5, 0), dev).alpha())
        .containsExactly(new float[] {1.05f, 1.05f, 0.95f}, within(1e-4f));
  }

  @Test
  void momentumFollowsNesterov() {
    OptimizerConfig optimizer = new OptimizerConfig(OptimizerConfig.Type.SGD, RATE, 0.9);
    List<Example> dev = List.of(example(0, 3, 0));
    double alpha = 1;
    double velocity = 0;
    for (int step = 0; step < 4; step++) {
      double slope = alpha - 3;
      double last = velocity;
      velocity = 0.9 * velocity - RATE * slope;
      alpha += -0.9 * last + 1.9 * velocity; // the update as Nesterov's method is usually printed
    }
    assertThat((double) decide(SmallProblem.alpha(optimizer, 4, 0), dev).alpha()[1])
        .isCloseTo(alpha, within(1e-5));
  }

  @Test
  void boundsHoldAlphaAndWeights() {
    AlphaConfig bounded = new AlphaConfig(SmallProblem.sgd(RATE), 50, 0, 0, 1.5, 9.5, 20.25);
    Decision decision = decide(bounded, List.of(example(2, 2, 2)));

    assertThat(decision.alpha()[1]).isEqualTo(1.5f); // wants 2
    assertThat(decision.alpha()[2]).isEqualTo(0f); // wants −2
    assertThat(decision.weights()).containsExactly(new float[] {10, 20.25f, 20.25f}, within(1e-5f));
  }

  @Test
  void returnsToTheLastUsableAlphaWhenStepsRunAway() {
    for (double rate : new double[] {1e3, 1e20, 1e38, 1e300}) {
      Decision decision =
          decide(SmallProblem.alpha(SmallProblem.sgd(rate), 200, 0), List.of(example(2, 2, 2)));
      for (int i = 0; i < 3; i++) {
        assertThat(decision.alpha()[i]).isFinite();
        assertThat(decision.weights()[i]).isFinite();
      }
    }
  }

  @Test
  void ignoresSlopesThatAreNotNumbers() {
    Decision decision =
        decide(
            SmallProblem.alpha(SmallProblem.sgd(RATE), 10, 0), List.of(example(Float.NaN, 2, 2)));

    assertThat(decision.alpha()).containsExactly(1, 1, 1);
    assertThat(decision.weights()).containsExactly(10, 20, 30);
  }

  @Test
  void drawsDistinctExamplesAnewInEachStepAndRound() {
    List<Example> dev = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      dev.add(example(random.nextFloat(), random.nextFloat(), random.nextFloat()));
    }
    AlphaConfig config = SmallProblem.alpha(SmallProblem.sgd(RATE), 6, 8);
    List<List<Example>> first = batches(config, dev, 4);

    assertThat(first)
        .hasSize(6)
        .allSatisfy(batch -> assertThat(new HashSet<>(batch)).hasSize(8))
        .allSatisfy(batch -> assertThat(dev).containsAll(batch))
        .doesNotHaveDuplicates();
    assertThat(batches(config, dev, 4)).isEqualTo(first);
    assertThat(batches(config, dev, 5)).doesNotContainAnyElementsOf(first);
  }

  @Test
  void takesTheWholeWindowWhenItIsNoLargerThanABatch() {
    List<Example> dev = List.of(example(1, 2, 3), example(2, 3, 4));
    AlphaConfig config = SmallProblem.alpha(SmallProblem.sgd(RATE), 3, 2);

    assertThat(batches(config, dev, 1)).containsOnly(dev);
  }

  private static Decision decide(AlphaConfig config, List<Example> dev) {
    return new AlphaVil(config).decide(question(new QuadraticSpace(THETA, ORTHOGONAL), dev, 1));
  }

  private static List<List<Example>> batches(AlphaConfig config, List<Example> dev, long round) {
    try (WatchedSpace space = new WatchedSpace(new QuadraticSpace(THETA, ORTHOGONAL))) {
      new AlphaVil(config).decide(question(space, dev, round));
      return space.batches();
    }
  }

  private static Question question(DeltaSpace space, List<Example> dev, long round) {
    float[] weights = {10, 20, 30};
    return new Question(round, 7, 0, List.of(0, 1, 2), weights, WeightingState.EMPTY, space, dev);
  }

  static Example example(float... features) {
    return new Example(0, new Position(0, "t", 0, 0), Split.DEV, features, new float[] {0});
  }
}
