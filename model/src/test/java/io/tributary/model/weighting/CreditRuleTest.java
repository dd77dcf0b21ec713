package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Example;
import io.tributary.model.evaluation.FadingMean;
import io.tributary.model.weighting.Weighting.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Credit on L(x) = ½‖x − y‖² with y an example: where helping and harming are known. */
class CreditRuleTest {

  private static final int TARGET = 0;
  private static final double[] START = {0, 0, 0};

  private final CreditRule rule = new CreditRule();
  private final Random random = new Random(7);

  @Test
  void aTaskThatHelpsKeepsItsWeightAndOneThatHarmsLosesIt() {
    List<float[]> weights = run(30, round -> new double[][] {{.1, 0, 0}, {.1, 0, 0}, {-.2, 0, 0}});

    assertThat(last(weights)).containsExactly(1, 1, 0);
  }

  @Test
  void oneThatDoesNeitherIsLeftAlone() {
    List<float[]> weights = run(30, round -> new double[][] {{.1, 0, 0}, {0, 0, 0}, {0, 0, 0}});

    assertThat(last(weights)).containsExactly(1, 1, 1);
  }

  @Test
  void oneThatComesToHelpRegainsItsWeight() {
    List<float[]> weights =
        run(
            60,
            round ->
                round < 30
                    ? new double[][] {{.1, 0, 0}, {.2, 0, 0}, {-.2, 0, 0}}
                    : new double[][] {{.1, 0, 0}, {-.2, 0, 0}, {.2, 0, 0}});

    assertThat(weights.get(29)).containsExactly(1, 1, 0);
    int crossed = 30;
    while (weights.get(crossed)[2] <= weights.get(crossed)[1]) {
      crossed++;
    }
    assertThat(crossed - 30).isLessThanOrEqualTo(20);
    assertThat(last(weights)).containsExactly(1, 0, 1);
  }

  @Test
  void takesTheTargetsDeltaWholeAndOthersByTheirWeight() {
    Decision decision = rule.pass(question(new float[] {1, 0.25f, 0}, new double[3][3], fresh()));

    assertThat(decision.alpha()).containsExactly(1, 0.25f, 0);
    assertThat(decision.weights()).containsExactly(1, 0.25f, 0);
  }

  @Test
  void followsWhatPairsHaveBeenWorthWhereThatIsSure() {
    float[] weights = {1, 0.5f, 0.5f};
    double[][] none = new double[3][3];
    FadingMean up = mean(1, 2, 3, 2);
    FadingMean down = mean(-1, -2, -3, -2);

    assertThat(rule.decide(question(weights, none, fresh(), Map.of(1, up, 2, down))).weights())
        .containsExactly(1, 1, 0.25f);
    assertThat(
            rule.decide(
                    question(weights, none, fresh(), Map.of(1, mean(1, 2), 2, mean(-3, 0, 3, 0))))
                .weights())
        .containsExactly(1, 0.5f, 0.5f);
  }

  @Test
  void learnsNothingWithoutTheTargetsMiniEpoch() {
    Question question = question(new float[] {1, 0.5f, 1}, new double[3][3], List.of());

    Decision decision = rule.decide(question);

    assertThat(decision.weights()).containsExactly(1, 0.5f, 1);
    assertThat(decision.state()).isEqualTo(question.state());
  }

  @Test
  void mutesATaskAlongWhoseDeltaTheLossRunsOff() {
    double[][] deltas = {{.1, 0, 0}, {Double.MAX_VALUE, 0, 0}, {.1, 0, 0}};

    assertThat(rule.decide(question(new float[] {1, 1, 1}, deltas, fresh())).weights())
        .containsExactly(1, 0, 1);
  }

  @Test
  void bringsWeightsOfAnotherRuleBetween0And1() {
    assertThat(rule.pass(question(new float[] {1, -3, 17}, new double[3][3], fresh())).weights())
        .containsExactly(1, 0, 1);
  }

  /** The weights after each round. */
  private List<float[]> run(int rounds, java.util.function.IntFunction<double[][]> deltas) {
    List<float[]> weights = new ArrayList<>();
    float[] now = rule.initialWeights(3);
    WeightingState state = WeightingState.EMPTY;
    for (int round = 0; round < rounds; round++) {
      Question asked = question(now, deltas.apply(round), fresh());
      Decision decision =
          rule.decide(
              new Question(
                  round + 1,
                  7,
                  TARGET,
                  asked.tasks(),
                  now,
                  state,
                  asked.space(),
                  List.of(),
                  asked.fresh(),
                  Map.of(),
                  Map.of()));
      now = decision.weights();
      state = decision.state();
      weights.add(now);
    }
    return weights;
  }

  private static Question question(float[] weights, double[][] deltas, List<Example> fresh) {
    return question(weights, deltas, fresh, Map.of());
  }

  private static Question question(
      float[] weights, double[][] deltas, List<Example> fresh, Map<Integer, FadingMean> gains) {
    return new Question(
        1,
        7,
        TARGET,
        List.of(0, 1, 2),
        weights,
        WeightingState.EMPTY,
        new QuadraticSpace(START, deltas),
        List.of(),
        fresh,
        Map.of(),
        gains);
  }

  private static FadingMean mean(double... values) {
    FadingMean mean = FadingMean.NONE;
    for (double value : values) {
      mean = mean.with(value, 100);
    }
    return mean;
  }

  /** Noise around where the loss is least. */
  private List<Example> fresh() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      examples.add(
          AlphaVilTest.example(
              2 + (float) random.nextGaussian(),
              (float) random.nextGaussian(),
              (float) random.nextGaussian()));
    }
    return examples;
  }

  private static float[] last(List<float[]> weights) {
    return weights.get(weights.size() - 1);
  }
}
