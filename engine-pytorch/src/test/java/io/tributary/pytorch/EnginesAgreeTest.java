package io.tributary.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.engine.ContractProblems;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.HeadSteps;
import io.tributary.model.engine.Problems;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.LayerSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines learn the same, and go on where the other stopped. */
class EnginesAgreeTest {

  private static final int ROUNDS = 6;

  static List<Configuration> configurations() {
    List<Configuration> all = new ArrayList<>();
    OptimizerConfig adam = new OptimizerConfig(OptimizerConfig.Type.ADAM, 0.005, 0);
    for (OptimizerConfig optimizer :
        List.of(Problems.sgd(0.05), new OptimizerConfig(OptimizerConfig.Type.SGD, 0.02, 0.9))) {
      all.add(
          Problems.configuration(
              List.of(6),
              Problems.layers(
                  new LayerSpec.Dense(9), new LayerSpec.BatchNorm(0.9), new LayerSpec.Tanh()),
              Problems.layers(new LayerSpec.Dense(5), new LayerSpec.BatchNorm(0.8)),
              Problems.TASKS,
              new TrainingConfig(
                  32, Integer.MAX_VALUE, Integer.MAX_VALUE, 12, 2, true, optimizer)));
    }
    // A bias before batch normalisation has no gradient but rounding, which Adam would blow up.
    all.add(
        Problems.configuration(
            List.of(6),
            Problems.mlp(),
            Problems.layers(),
            Problems.TASKS,
            new TrainingConfig(32, Integer.MAX_VALUE, Integer.MAX_VALUE, 12, 2, true, adam)));
    all.add(
        Problems.configuration(
            List.of(1, 8, 8),
            Problems.layers(
                new LayerSpec.Conv2d(4, 3, 1, 0),
                new LayerSpec.BatchNorm(0.9),
                new LayerSpec.MaxPool2d(2, 2),
                new LayerSpec.Relu(),
                new LayerSpec.Dense(6)),
            Problems.layers(),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.05))));
    all.add(
        Problems.configuration(
            List.of(1, 8, 9),
            Problems.lenet(),
            Problems.layers(new LayerSpec.Dense(6), new LayerSpec.Relu()),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.05))));
    all.add(Problems.aligned(Problems.plain()));
    return all;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void oneMiniEpochGivesTheSameDelta(Configuration configuration) {
    try (Engine one = Engines.open(configuration);
        Engine other = Engines.open(configuration.withEngine(TorchEngineTest.PYTORCH))) {
      float[] parameters = one.initialParameters();
      assertThat(other.initialParameters()).isEqualTo(parameters);
      assertThat(other.layout()).isEqualTo(one.layout());
      for (Task task : Problems.TASKS) {
        MiniEpoch miniEpoch = Problems.miniEpoch(task, configuration.model().features(), 29, 1);
        float[] expected = one.train(parameters, 0.7f, miniEpoch).values();
        float[] actual = other.train(parameters, 0.7f, miniEpoch).values();
        assertThat(distance(actual, expected)).as(task.name()).isLessThan(1e-4);
      }
    }
  }

  /** Half the rounds in each engine, in both orders, against all of them in one. */
  @ParameterizedTest
  @MethodSource("configurations")
  void eachGoesOnWhereTheOtherStopped(Configuration configuration) {
    Configuration torch = configuration.withEngine(TorchEngineTest.PYTORCH);
    try (Engine one = Engines.open(configuration);
        Engine other = Engines.open(torch)) {
      float[] start = one.initialParameters();
      float[] there = rounds(other, configuration, start, 0, ROUNDS / 2);
      float[] andBack = rounds(one, configuration, there, ROUNDS / 2, ROUNDS);
      float[] here = rounds(one, configuration, start, 0, ROUNDS / 2);
      float[] andOver = rounds(other, configuration, here, ROUNDS / 2, ROUNDS);
      float[] whole = rounds(one, configuration, start, 0, ROUNDS);
      for (Task task : Problems.TASKS) {
        List<Example> test = Problems.examples(task, configuration.model().features(), 200, 99);
        Score expected = one.score(whole, task.index(), test, Problems.scale(task));
        assertThat(expected.loss())
            .as("something was learned")
            .isNotCloseTo(
                one.score(start, task.index(), test, Problems.scale(task)).loss(), within(1e-3));
        for (float[] parameters : List.of(andBack, andOver, whole)) {
          for (Engine engine : List.of(one, other)) {
            Score score = engine.score(parameters, task.index(), test, Problems.scale(task));
            assertThat(score.loss()).isCloseTo(expected.loss(), within(1e-4));
            assertThat(score.value())
                .isCloseTo(expected.value(), within(1e-4 * (1 + expected.value())));
          }
        }
      }
    }
  }

  private static float[] rounds(
      Engine engine, Configuration configuration, float[] start, int from, int to) {
    float[] parameters = start;
    int features = configuration.model().features();
    for (int round = from; round < to; round++) {
      List<TaskDelta> deltas = new ArrayList<>();
      for (Task task : Problems.TASKS) {
        MiniEpoch miniEpoch = Problems.miniEpoch(task, features, 29, round + 1L);
        deltas.add(engine.train(parameters, 1, miniEpoch));
      }
      Task target = Problems.TASKS.get(0);
      List<Example> dev = Problems.examples(target, features, 60, 7);
      try (DeltaSpace space =
          engine.span(parameters, deltas, 0, Problems.scale(target), HeadSteps.SCALED)) {
        float[] alpha = {1, 1, 1, 1};
        for (int step = 0; step < 3; step++) {
          double[] slopes = space.slopes(alpha, dev).byAlpha();
          for (int i = 0; i < alpha.length; i++) {
            alpha[i] -= (float) (0.5 * slopes[i]);
          }
        }
        parameters = space.combine(alpha);
      }
    }
    return parameters;
  }

  /** Dropout differs, since each engine draws on its own; nothing else does. */
  @Test
  void predictionsAreTheSame() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine one = Engines.open(configuration);
          Engine other = Engines.open(configuration.withEngine(TorchEngineTest.PYTORCH))) {
        float[] parameters = one.initialParameters();
        for (Task task : Problems.TASKS) {
          List<float[]> inputs =
              Problems.examples(task, configuration.model().features(), 40, 3).stream()
                  .map(Example::features)
                  .toList();
          List<float[]> expected = one.predict(parameters, task.index(), inputs);
          List<float[]> actual = other.predict(parameters, task.index(), inputs);
          for (int i = 0; i < inputs.size(); i++) {
            assertThat(distance(actual.get(i), expected.get(i))).isLessThan(1e-4);
          }
        }
      }
    }
  }

  /** ‖a − b‖ / ‖b‖. */
  private static double distance(float[] a, float[] b) {
    double apart = 0;
    double norm = 0;
    for (int i = 0; i < b.length; i++) {
      apart += (a[i] - (double) b[i]) * (a[i] - (double) b[i]);
      norm += (double) b[i] * b[i];
    }
    return Math.sqrt(apart / norm);
  }
}
