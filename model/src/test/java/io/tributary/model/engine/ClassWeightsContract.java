package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class weights against examples that stand there as often as their class weighs. */
public interface ClassWeightsContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  List<Double> TWO = List.of(1.0, 3.0);
  List<Double> THREE = List.of(2.0, 1.0, 3.0);
  int EXAMPLES = 40;

  static List<TaskType> weighted() {
    return List.of(
        new TaskType.Binary(List.of(), TWO), new TaskType.Classification(3, List.of(), THREE));
  }

  @ParameterizedTest
  @MethodSource("io.tributary.model.engine.ClassWeightsContract#weighted")
  default void oneStepIsThatOfRepeatedExamples(TaskType type) {
    List<Example> once = examples(type);
    List<Example> repeated = repeated(once, type);
    try (Engine weighing = open(configuration(type));
        Engine plain = open(configuration(unweighted(type)))) {
      float[] parameters = plain.initialParameters();

      TaskDelta delta = weighing.train(parameters, 1, miniEpoch(once));
      TaskDelta expected = plain.train(parameters, 1, miniEpoch(repeated));

      // A batch's loss is a mean over its examples, of which the repeated ones are more.
      float share = (float) repeated.size() / once.size();
      for (int i = 0; i < delta.values().length; i++) {
        assertThat(delta.values()[i]).isCloseTo(share * expected.values()[i], within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.tributary.model.engine.ClassWeightsContract#weighted")
  default void scoresAreNotWeightedButTheirObjectiveIs(TaskType type) {
    List<Example> once = examples(type);
    List<Example> repeated = repeated(once, type);
    try (Engine weighing = open(configuration(type));
        Engine plain = open(configuration(unweighted(type)))) {
      float[] parameters = plain.initialParameters();

      Score score = weighing.score(parameters, 0, once, LabelScale.NONE);

      Score same = plain.score(parameters, 0, once, LabelScale.NONE);
      assertThat(score.loss()).isEqualTo(same.loss());
      assertThat(score.value()).isEqualTo(same.value());
      assertThat(same.objective()).isEqualTo(same.loss());
      double sum = plain.score(parameters, 0, repeated, LabelScale.NONE).lossSum();
      assertThat(score.objective()).isCloseTo(sum / once.size(), within(1e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("io.tributary.model.engine.ClassWeightsContract#weighted")
  default void slopesAreThoseOfTheObjective(TaskType type) {
    List<Example> dev = examples(type);
    try (Engine engine = open(configuration(type))) {
      float[] parameters = engine.initialParameters();
      List<TaskDelta> deltas = List.of(engine.train(parameters, 1, miniEpoch(dev)));
      try (DeltaSpace space =
          engine.span(parameters, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
        DeltaSpace.Slopes slopes = space.slopes(new float[] {1}, dev);

        float h = 0.05f;
        double above = space.score(new float[] {1 + h}, dev).objective();
        double below = space.score(new float[] {1 - h}, dev).objective();
        assertThat(slopes.loss())
            .isCloseTo(space.score(new float[] {1}, dev).objective(), within(1e-6));
        double slope = (above - below) / (2 * h);
        assertThat(slopes.byAlpha()[0]).isCloseTo(slope, within(0.02 * Math.abs(slope) + 1e-5));
      }
    }
  }

  private static Configuration configuration(TaskType type) {
    Task task = new Task(0, "main", type, true);
    return Problems.configuration(
        List.of(6),
        Problems.mlp(),
        Problems.layers(),
        List.of(task),
        new TrainingConfig(
            32, Integer.MAX_VALUE, Integer.MAX_VALUE, 1000, 1, false, Problems.sgd(0.1)));
  }

  private static TaskType unweighted(TaskType type) {
    return type instanceof TaskType.Binary
        ? new TaskType.Binary()
        : new TaskType.Classification(type.outputs());
  }

  private static List<Example> examples(TaskType type) {
    return Problems.examples(new Task(0, "main", type, true), 6, EXAMPLES, 5);
  }

  private static List<Example> repeated(List<Example> examples, TaskType type) {
    List<Example> repeated = new ArrayList<>();
    for (Example example : examples) {
      double weight = type.classWeights().get((int) example.label()[0]);
      for (int i = 0; i < weight; i++) {
        repeated.add(example);
      }
    }
    return repeated;
  }

  private static MiniEpoch miniEpoch(List<Example> examples) {
    return new MiniEpoch(0, 1, examples, LabelScale.NONE);
  }
}
