package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Split;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lookup of methods, and what the plain ones answer. */
class WeightingsTest {

  @Test
  void namesWhatThereIsWhenAMethodOrARuleIsUnknown() {
    assertThatThrownBy(() -> create(SmallProblem.method("alphavill")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no weighting alphavill; there are alphavil, cagrad, diw, fixed, grid, mgda,"
                + " nash-mtl, pcgrad, single, svd, uniform");
    WeightingConfig odd =
        new WeightingConfig(
            "alphavil",
            1,
            "square",
            List.of(),
            SmallProblem.method("alphavil").alpha(),
            Map.of(),
            1,
            0.5,
            1,
            WeightingConfig.Columns.LENGTH);
    assertThatThrownBy(() -> create(odd)).hasMessage("no rule square; there are credit, paper");
  }

  @Test
  void everyNamedMethodCanBeMade() {
    assertThat(Weightings.names())
        .allSatisfy(name -> assertThat(create(SmallProblem.method(name)).name()).isEqualTo(name));
  }

  @Test
  void startsWithTheWeightsOfTheMethod() {
    assertThat(create(SmallProblem.method("alphavil")).initialWeights(3)).containsExactly(1, 1, 1);
    assertThat(create(SmallProblem.method("uniform")).initialWeights(3)).containsExactly(1, 1, 1);
    assertThat(create(SmallProblem.method("single")).initialWeights(3)).containsExactly(0, 1, 0);
    assertThat(create(SmallProblem.method("fixed")).initialWeights(3))
        .containsExactly(1.5f, 0.5f, 1);
  }

  @Test
  void singleTakesNothingButTheTarget() {
    Weighting single = create(SmallProblem.method("single"));

    assertThat(single.trainsAuxiliaries()).isFalse();
    assertThat(decide(single, 1).alpha()).containsExactly(0, 1, 0);
  }

  @Test
  void uniformAndFixedTakeEveryDeltaWhole() {
    for (String name : List.of("uniform", "fixed")) {
      Weighting weighting = create(SmallProblem.method(name));

      assertThat(decide(weighting, 1).alpha()).containsExactly(1, 1, 1);
      assertThat(decide(weighting, 1).weights()).isEqualTo(weighting.initialWeights(3));
    }
  }

  @Test
  void asksTheMethodAtEveryNthRoundOnly() {
    WeightingConfig every = SmallProblem.method("alphavil");
    Weighting alphaVil =
        create(
            new WeightingConfig(
                "alphavil",
                3,
                "paper",
                List.of(),
                every.alpha(),
                Map.of(),
                1,
                0.5,
                1,
                WeightingConfig.Columns.LENGTH));
    for (long round = 1; round <= 7; round++) {
      Decision decision = decide(alphaVil, round);
      if (round % 3 == 0) {
        assertThat(decision.alpha()).doesNotContain(1f);
        assertThat(decision.weights()).doesNotContain(1f);
      } else {
        assertThat(decision.alpha()).containsExactly(1, 1, 1);
        assertThat(decision.weights()).containsExactly(1, 1, 1);
      }
    }
  }

  private static Weighting create(WeightingConfig config) {
    return Weightings.create(SmallProblem.configuration(3, 1, config));
  }

  private static Decision decide(Weighting weighting, long round) {
    double[][] deltas = {{1, 2, 0, 0, 1, 0}, {0, 1, 3, 0, 0, 1}, {1, 0, 0, 2, 1, 0}};
    try (DeltaSpace space = new QuadraticSpace(new double[SmallProblem.FEATURES], deltas)) {
      return weighting.decide(
          new Question(
              round,
              7,
              1,
              List.of(0, 1, 2),
              weighting.initialWeights(3),
              WeightingState.EMPTY,
              space,
              SmallProblem.examples(1, Split.DEV, 10, 2)));
    }
  }
}
