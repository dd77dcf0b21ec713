package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.Score;
import io.tributary.model.network.LayerSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine against straight-line loops in double. */
public interface StraightLineContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  static List<Configuration> configurations() {
    return List.of(
        Problems.plain(),
        Problems.configuration(
            List.of(1, 8, 9),
            Problems.lenet(),
            Problems.layers(new LayerSpec.Dense(6), new LayerSpec.Relu()),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.05))),
        Problems.configuration(
            List.of(2, 9, 9),
            Problems.layers(
                new LayerSpec.Conv2d(3, 3, 2, 1),
                new LayerSpec.Tanh(),
                new LayerSpec.MaxPool2d(3, 1),
                new LayerSpec.Flatten(),
                new LayerSpec.Relu()),
            Problems.layers(),
            Problems.TASKS,
            Problems.training(Problems.sgd(0.05))));
  }

  @ParameterizedTest
  @MethodSource("io.tributary.model.engine.StraightLineContract#configurations")
  default void trainsAndScoresTheSame(Configuration configuration) {
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      for (Task task : Problems.TASKS) {
        // 3 whole batches of 8 and one of 5
        MiniEpoch miniEpoch = Problems.miniEpoch(task, configuration.model().features(), 29, 1);
        StraightLineNetwork line =
            new StraightLineNetwork(configuration, engine.layout(), task.index());
        TaskDelta delta = engine.train(parameters, 0.7f, miniEpoch);

        line.load(parameters);
        same(delta.before(), line.score(miniEpoch.examples(), miniEpoch.scale()));
        double[] expected = line.train(parameters, 0.7f, miniEpoch);
        assertThat(distance(delta.values(), expected)).isLessThan(1e-4);
        same(delta.after(), line.score(miniEpoch.examples(), miniEpoch.scale()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.tributary.model.engine.StraightLineContract#configurations")
  default void slopesAreTheSame(Configuration configuration) {
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      int features = configuration.model().features();
      List<TaskDelta> deltas =
          Problems.TASKS.stream()
              .map(task -> engine.train(parameters, 1, Problems.miniEpoch(task, features, 20, 1)))
              .toList();
      float[] alpha = {0.8f, -0.5f, 1.3f, 0.2f};
      for (Task target : Problems.TASKS) {
        List<Example> dev = Problems.examples(target, features, 150, 7);
        StraightLineNetwork line =
            new StraightLineNetwork(configuration, engine.layout(), target.index());
        try (DeltaSpace space =
            engine.span(
                parameters, deltas, target.index(), Problems.scale(target), HeadSteps.SCALED)) {
          line.load(space.combine(alpha));
          double loss = line.differentiate(dev, Problems.scale(target));
          DeltaSpace.Slopes slopes = space.slopes(alpha, dev);
          assertThat(slopes.loss()).isCloseTo(loss, within(1e-4 * loss));
          double[] gradient = line.gradient();
          int trunk = engine.layout().trunk().length();
          for (int i = 0; i < deltas.size(); i++) {
            int seen = i == target.index() ? gradient.length : trunk;
            double dot = 0;
            for (int j = 0; j < seen; j++) {
              dot += gradient[j] * deltas.get(i).values()[j];
            }
            double scale = norm(gradient) * space.norms()[i];
            assertThat(slopes.byAlpha()[i]).isCloseTo(dot, within(1e-4 * scale));
          }
          same(space.score(alpha, dev), line.score(dev, Problems.scale(target)));
        }
      }
    }
  }

  private static void same(Score actual, Score expected) {
    assertThat(actual.examples()).isEqualTo(expected.examples());
    assertThat(actual.metric()).isEqualTo(expected.metric());
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-4 * expected.loss()));
    assertThat(actual.value()).isCloseTo(expected.value(), within(1e-4 * expected.value()));
  }

  /** ‖a − b‖ / ‖b‖. */
  private static double distance(float[] a, double[] b) {
    double[] difference = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return norm(difference) / norm(b);
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
