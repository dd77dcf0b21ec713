package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.evaluation.Score;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine predicts and scores. */
public interface InferenceContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void predictsWhatItScores() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        for (Task task : Problems.TASKS) {
          List<Example> examples =
              Problems.examples(task, configuration.model().features(), 150, 2);
          List<float[]> predicted =
              engine.predict(
                  parameters, task.index(), examples.stream().map(Example::features).toList());
          assertThat(predicted)
              .hasSize(150)
              .allSatisfy(p -> assertThat(p).hasSize(task.type().outputs()));
          Score score = engine.score(parameters, task.index(), examples, Problems.scale(task));
          assertThat(engine.objective(parameters, task.index(), examples, Problems.scale(task)))
              .isEqualTo(score.objective());
          double loss = 0;
          for (int i = 0; i < 150; i++) {
            loss += loss(task, predicted.get(i), examples.get(i).label());
          }
          assertThat(score.loss()).isCloseTo(loss / 150, within(1e-4 * (1 + loss / 150)));
        }
        assertThat(engine.predict(parameters, 0, List.of())).isEmpty();
        assertThat(engine.score(parameters, 0, List.of(), LabelScale.NONE).examples()).isZero();
      }
    }
  }

  private static double loss(Task task, float[] p, float[] label) {
    return switch (task.name()) {
      case "digit" -> -Math.log(p[(int) label[0]]);
      case "price" -> Math.pow(p[0] - (label[0] - 40) / 12, 2) / 2;
      default -> {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
          sum -= Math.log(label[i] > 0 ? p[i] : 1 - p[i]);
        }
        yield sum / p.length;
      }
    };
  }

  @Test
  default void squaresOfGradientsAreThoseOfFiniteDifferences() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        SquaredDifferences differences = new SquaredDifferences(engine);
        for (Task task : Problems.TASKS) {
          differences.check(task, Problems.examples(task, configuration.model().features(), 2, 2));
        }
      }
    }
  }

  @Test
  default void refusesWhatDoesNotFit() {
    try (Engine engine = open(Problems.plain())) {
      MiniEpoch none = new MiniEpoch(0, 1, List.of(), LabelScale.NONE);
      float[] parameters = engine.initialParameters();
      assertThatThrownBy(() -> engine.train(parameters, 1, none))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> engine.score(new float[3], 0, List.of(), LabelScale.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
