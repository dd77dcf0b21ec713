package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.weighting.WeightingState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a state goes on with when commands, or a longer file, have changed the configuration. */
class SuccessionTest {

  private static final String MODEL =
      """
      model: {name: next, input: [3], trunk: [{dense: {units: 2}}]}
      tasks:
        main: {type: binary%s}
        side: {type: binary%s}
      """;
  private static final String MAIN = MODEL.formatted(", target: true", "");
  private static final String SIDE = MODEL.formatted("", ", target: true");

  private static Configuration parse(String text) {
    return ConfigurationFile.parse(text, "next.yaml", Path.of("."), Map.of());
  }

  private static RoundState after(RoundState state, Configuration before, Configuration after) {
    return Succession.after(
        state,
        before,
        after,
        parameters -> {
          throw new AssertionError("no new task");
        });
  }

  /** The second of two branches is ahead, and weights have moved. */
  private static RoundState state(Configuration configuration) {
    try (Engine engine = Engines.open(configuration)) {
      RoundState initial = new RoundLearner(engine, configuration).initial();
      float[] parameters = initial.parameters().clone();
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = i;
      }
      float[] weights = initial.weights().clone();
      Arrays.fill(weights, 3f);
      return new RoundState(
          7,
          parameters,
          weights,
          new WeightingState(Map.of("sum", new double[] {4})),
          initial.scales());
    }
  }

  @Test
  void otherSettingsOfTheSameMethodGoOn() {
    Configuration before = parse(MAIN + "weighting: {method: diw}\n");
    RoundState state = state(before);
    Configuration after = parse(MAIN + "weighting: {method: diw, rate: 0.5, everyRounds: 3}\n");

    assertThat(after(state, before, after)).isSameAs(state);
    assertThat(
            after(state, before, parse(MAIN + "weighting: {method: diw}\ndev: {tolerance: 0.5}\n")))
        .isSameAs(state);
  }

  @Test
  void anotherMethodBeginsFromWhatIsPublished() {
    Configuration before = parse(MAIN + "weighting: {method: alphavil, shadows: [uniform]}\n");
    RoundState state = state(before);
    int length = state.parameters().length / 2;

    RoundState next = after(state, before, parse(MAIN + "weighting: {method: diw}\n"));

    assertThat(next.round()).isEqualTo(7);
    assertThat(next.parameters()).isEqualTo(Arrays.copyOf(state.parameters(), length));
    assertThat(next.weights()).containsExactly(1f, 1f);
    assertThat(next.weighting()).isEqualTo(WeightingState.EMPTY);
    RoundState back = after(next, parse(MAIN + "weighting: {method: diw}\n"), before);
    assertThat(back.parameters()).hasSize(2 * length);
    assertThat(Arrays.copyOf(back.parameters(), length)).isEqualTo(next.parameters());
  }

  @Test
  void givenWeightsHoldAtOnceAndAnotherTargetForgets() {
    Configuration before = parse(MAIN + "weighting: {method: fixed}\n");
    RoundState state = state(before);
    Configuration weighed = parse(MAIN + "weighting: {method: fixed, weights: {side: 0.5}}\n");

    assertThat(after(state, before, weighed).weights()).containsExactly(1f, 0.5f);
    RoundState other = after(state, before, parse(SIDE + "weighting: {method: fixed}\n"));
    assertThat(other.weights()).containsExactly(1f, 1f);
    assertThat(other.weighting()).isEqualTo(WeightingState.EMPTY);
    assertThat(other.parameters()).isEqualTo(state.parameters());
  }

  @Test
  void aNewTaskBeginsWithItsOwnHeadBesideTheOthers() {
    String diw = "weighting: {method: diw}\n";
    RoundState state = state(parse(MAIN + diw));
    Configuration longer = parse(MAIN + "  spend: {type: regression}\n" + diw);
    try (Engine engine = Engines.open(longer)) {
      RoundLearner learner = new RoundLearner(engine, longer);

      RoundState grown = learner.adopt(state);

      int old = state.parameters().length;
      float[] initial = engine.initialParameters();
      assertThat(Arrays.copyOf(grown.parameters(), old)).isEqualTo(state.parameters());
      assertThat(Arrays.copyOfRange(grown.parameters(), old, initial.length))
          .isEqualTo(Arrays.copyOfRange(initial, old, initial.length));
      assertThat(grown.parameters()).hasSize(initial.length);
      assertThat(grown.weights()).containsExactly(3f, 3f, 1f);
      assertThat(grown.scales()).hasSize(3);
      assertThat(grown.weighting()).isEqualTo(WeightingState.EMPTY);
      assertThat(learner.adopt(grown)).isSameAs(grown);
      assertThat(Succession.after(state, parse(MAIN + diw), longer, learner::withNewHeads))
          .as("a command adds it as a restore does")
          .usingRecursiveComparison()
          .isEqualTo(grown);
      Configuration served = parse(SIDE + "  spend: {type: regression}\n" + diw);
      assertThat(
              Succession.after(state, parse(MAIN + diw), served, learner::withNewHeads).weights())
          .as("another target begins all weights anew")
          .containsExactly(1f, 1f, 1f);
    }
  }
}
