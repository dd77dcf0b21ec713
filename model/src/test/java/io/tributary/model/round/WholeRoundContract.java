package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Problems;
import io.tributary.model.network.LayerSpec;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.weighting.SmallProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Whole αVIL rounds of every engine, several in a row, against the straight line. */
public interface WholeRoundContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  int ROUNDS = 8;
  double TOLERANCE = 1e-5;

  @Test
  default void threeTasksOnPlainFeatures() {
    Configuration configuration = SmallProblem.configuration(3, 1, SmallProblem.method("alphavil"));
    agree(
        configuration,
        round -> {
          List<MiniEpoch> miniEpochs = new ArrayList<>();
          for (int task = 0; task < 3; task++) {
            // Task 2 is missing now and then, and round 3 has no dev examples.
            if (task != 2 || round % 3 != 2) {
              miniEpochs.add(SmallProblem.miniEpoch(task, round));
            }
          }
          int dev = round == 3 ? 0 : 50;
          return new Input(miniEpochs, SmallProblem.examples(1, Split.DEV, dev, round));
        });
  }

  @Test
  default void everyTypeOfTaskOnImages() {
    Configuration configuration =
        Problems.configuration(
            List.of(1, 8, 9),
            Problems.lenet(),
            Problems.layers(new LayerSpec.Dense(6), new LayerSpec.Relu()),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.05)));
    agree(
        configuration,
        round -> {
          List<MiniEpoch> miniEpochs = new ArrayList<>();
          for (Task task : Problems.TASKS) {
            miniEpochs.add(Problems.miniEpoch(task, 72, 29, round));
          }
          return new Input(
              miniEpochs, Problems.examples(configuration.target(), 72, 40, 100 + round));
        });
  }

  /**
   * In odd rounds the dev examples have other labels than those learned, so that learning harms.
   */
  @Test
  default void roundsThatAreLeftOut() {
    WeightingConfig cautious =
        new WeightingConfig(
            "alphavil",
            1,
            "paper",
            List.of(),
            SmallProblem.alpha(SmallProblem.sgd(1e-3), 3, 0),
            Map.of(),
            1,
            0.5,
            1,
            WeightingConfig.Columns.LENGTH);
    Configuration configuration = SmallProblem.configuration(3, 1, cautious, 0.01);
    int leftOut =
        agreeAll(
            configuration,
            round -> {
              List<MiniEpoch> miniEpochs = new ArrayList<>();
              for (int task = 0; task < 3; task++) {
                miniEpochs.add(SmallProblem.miniEpoch(task, round));
              }
              List<Example> dev = miniEpochs.get(1).examples();
              return new Input(miniEpochs, round % 2 == 0 ? dev : relabelled(dev));
            });
    assertThat(leftOut).isBetween(2, ROUNDS - 1);
  }

  private static List<Example> relabelled(List<Example> examples) {
    return examples.stream()
        .map(
            e ->
                new Example(
                    e.task(),
                    e.position(),
                    e.split(),
                    e.features(),
                    new float[] {(e.label()[0] + 1) % SmallProblem.CLASSES}))
        .toList();
  }

  private void agree(Configuration configuration, IntFunction<Input> inputs) {
    assertThat(agreeAll(configuration, inputs)).isZero();
  }

  /** Returns how many rounds were left out. */
  private int agreeAll(Configuration configuration, IntFunction<Input> inputs) {
    int leftOut = 0;
    try (Engine engine = open(configuration)) {
      RoundLearner learner = new RoundLearner(engine, configuration);
      StraightLineRounds line =
          new StraightLineRounds(configuration, engine.layout(), engine.initialParameters());
      try (InMemoryTraining training = new InMemoryTraining(List.of(engine), learner)) {
        RoundState state = learner.initial();
        for (int round = 1; round <= ROUNDS; round++) {
          Input input = inputs.apply(round);
          RoundResult result = training.round(state, input);
          state = result.state();
          line.round(input.miniEpochs(), input.dev(), LabelScale.NONE);
          same(result, line);
          leftOut += result.report().leftOut() ? 1 : 0;
          List<Example> dev = input.dev();
          if (!dev.isEmpty()) {
            assertThat(result.report().devAfter().loss())
                .isCloseTo(
                    line.score(configuration.target().index(), dev, LabelScale.NONE).loss(),
                    within(TOLERANCE));
          }
        }
        if (leftOut == 0) {
          assertMoved(state, engine.initialParameters(), line);
        }
      }
    }
    return leftOut;
  }

  private static void same(RoundResult result, StraightLineRounds line) {
    double[] parameters = line.parameters();
    for (int p = 0; p < parameters.length; p++) {
      assertThat((double) result.state().parameters()[p])
          .isCloseTo(parameters[p], within(TOLERANCE));
    }
    for (RoundReport.TaskReport task : result.report().tasks()) {
      double weight = line.weights()[task.task()];
      assertThat((double) task.weight()).isCloseTo(weight, within(TOLERANCE));
      if (task.share() != null) {
        double alpha = line.alpha()[task.task()];
        assertThat(task.share().alpha()).isCloseTo(alpha, within(TOLERANCE));
      }
    }
  }

  /** What agreed was no standstill: tolerances are far below what the rounds changed. */
  private static void assertMoved(RoundState state, float[] initial, StraightLineRounds line) {
    double moved = 0;
    for (int p = 0; p < initial.length; p++) {
      moved = Math.max(moved, Math.abs(state.parameters()[p] - initial[p]));
    }
    assertThat(moved).isGreaterThan(0.1);
    double farthest =
        Arrays.stream(line.weights()).map(weight -> Math.abs(weight - 1)).max().orElseThrow();
    assertThat(farthest).isGreaterThan(0.01);
  }
}
