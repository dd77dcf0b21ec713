package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code diw} and {@code grid} where the dev loss ½‖θ + Σⱼ αⱼδⱼ − x‖² is known by hand. */
class DevLossMethodsTest {

  /** The target's own delta goes half of the way to x = (2, 0), one goes all of it, one away. */
  private static final double[][] DELTAS = {{1, 0}, {2, 0}, {-1, 0}};

  private static final List<Example> DEV =
      List.of(
          new Example(
              0, new Position(0, "t", 0, 0), Split.DEV, new float[] {2, 0}, new float[] {0}));

  @Test
  void diwMovesWeightsByTheFallOfTheDevLossAndKeepsTheirSum() {
    // L(θ) = 2; alone the deltas lead to ½, 0 and 4½: falls of 1½, 2 and −2½.
    float[] weights = ask(new Diw(0.2), new float[] {1, 1, 1}).weights();

    double sum = 1.3 + 1.4 + 0.5;
    assertThat(weights[0]).isCloseTo((float) (3 * 1.3 / sum), within(1e-6f));
    assertThat(weights[1]).isCloseTo((float) (3 * 1.4 / sum), within(1e-6f));
    assertThat(weights[2]).isCloseTo((float) (3 * 0.5 / sum), within(1e-6f));
  }

  @Test
  void diwNeverGivesLessThanNothing() {
    Decision decision = ask(new Diw(1), new float[] {1, 1, 1});

    assertThat(decision.weights()[2]).isZero();
    assertThat(decision.weights()[0] + decision.weights()[1]).isCloseTo(3, within(1e-6f));
    assertThat(decision.alpha()).containsExactly(1, 1, 1);
  }

  @Test
  void gridKeepsTheMixtureWithTheLowestDevLoss() {
    assertThat(ask(new Grid(), new float[] {1, 1, 1}).alpha()).containsExactly(0, 1, 0);
    // From x = (1.8, 0): the second alone is 0.2 too far, and a fifth of the first mends that.
    Example nearer =
        new Example(
            0, new Position(0, "t", 0, 0), Split.DEV, new float[] {1.8f, 0}, new float[] {0});
    float[] alpha = ask(new Grid(), new float[] {1, 1, 1}, List.of(nearer)).alpha();
    assertThat(alpha[0]).isCloseTo(0.2f, within(1e-6f));
    assertThat(alpha[1]).isCloseTo(0.8f, within(1e-6f));
    assertThat(alpha[2]).isZero();
  }

  private static Decision ask(Weighting weighting, float[] weights) {
    return ask(weighting, weights, DEV);
  }

  private static Decision ask(Weighting weighting, float[] weights, List<Example> dev) {
    return weighting.decide(
        new Question(
            1,
            7,
            0,
            List.of(0, 1, 2),
            weights,
            WeightingState.EMPTY,
            new QuadraticSpace(new double[2], DELTAS),
            dev));
  }
}
