package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.evaluation.RocArea;
import io.tributary.model.evaluation.Score;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Area and F1 of an engine's scores against those of its own predictions, computed plainly. */
class ClassScoresTest {

  private static final int EXAMPLES = 500;

  static List<TaskType> types() {
    return List.of(
        new TaskType.Binary(),
        new TaskType.Classification(2),
        new TaskType.Classification(3),
        new TaskType.Multilabel(4));
  }

  @ParameterizedTest
  @MethodSource("types")
  void areThoseOfThePredictions(TaskType type) {
    List<Example> examples = examples(type);
    try (Engine engine = open(type)) {
      float[] parameters = engine.initialParameters();
      List<float[]> predictions =
          engine.predict(parameters, 0, examples.stream().map(Example::features).toList());

      Score score = engine.score(parameters, 0, examples, LabelScale.NONE);

      double area = 0;
      double f1 = 0;
      for (int i = 0; i < type.outputs(); i++) {
        area += area(type, examples, predictions, i) / type.outputs();
        f1 += f1(type, examples, predictions, i) / type.outputs();
      }
      assertThat(score.aucError()).isLessThan(0.01);
      assertThat(score.auc()).isCloseTo(area, within(score.aucError() + 1e-9));
      assertThat(score.auc()).isCloseTo(area, within(1e-3));
      assertThat(score.f1()).isCloseTo(f1, within(1e-9));
      assertThat(score.logLoss()).isEqualTo(score.loss());
    }
  }

  @Test
  void scoresOfPartsAddUp() {
    TaskType type = new TaskType.Classification(3);
    List<Example> examples = examples(type);
    try (Engine engine = open(type)) {
      float[] parameters = engine.initialParameters();
      Score whole = engine.score(parameters, 0, examples, LabelScale.NONE);

      Score sum = Score.none(whole.metric());
      for (int from = 0; from < EXAMPLES; from += 125) {
        List<Example> part = examples.subList(from, from + 125);
        sum = sum.plus(engine.score(parameters, 0, part, LabelScale.NONE));
      }

      assertThat(sum.auc()).isEqualTo(whole.auc());
      assertThat(sum.f1()).isEqualTo(whole.f1());
      assertThat(sum.loss()).isCloseTo(whole.loss(), within(1e-9));
    }
  }

  @Test
  void manyClassesHaveNoAreaAndNumbersNeither() {
    TaskType many = new TaskType.Classification(21);
    try (Engine engine = open(many)) {
      Score score = engine.score(engine.initialParameters(), 0, examples(many), LabelScale.NONE);
      assertThat(score.auc()).isNaN();
      assertThat(score.f1()).isFinite();
    }
    TaskType number = new TaskType.Regression();
    try (Engine engine = open(number)) {
      Score score = engine.score(engine.initialParameters(), 0, examples(number), LabelScale.NONE);
      assertThat(score.auc()).isNaN();
      assertThat(score.f1()).isNaN();
      assertThat(score.logLoss()).isNaN();
    }
  }

  @Test
  void aModelThatRanOffHasNoArea() {
    TaskType type = new TaskType.Binary();
    try (Engine engine = open(type)) {
      float[] parameters = engine.initialParameters();
      parameters[0] = Float.NaN;
      Score score = engine.score(parameters, 0, examples(type), LabelScale.NONE);
      assertThat(score.auc()).isNaN();
      assertThat(score.loss()).isNaN();
    }
  }

  private static double area(
      TaskType type, List<Example> examples, List<float[]> predictions, int output) {
    boolean[] positive = new boolean[examples.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = isOf(type, examples.get(i).label(), output);
    }
    return RocArea.of(
        predictions.stream().mapToDouble(prediction -> prediction[output]).toArray(), positive);
  }

  private static double f1(
      TaskType type, List<Example> examples, List<float[]> predictions, int output) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < examples.size(); i++) {
      boolean of = isOf(type, examples.get(i).label(), output);
      float[] prediction = predictions.get(i);
      boolean taken =
          type instanceof TaskType.Classification
              ? IntStream.range(0, prediction.length)
                  .noneMatch(
                      other ->
                          prediction[other] > prediction[output]
                              || (other < output && prediction[other] == prediction[output]))
              : prediction[output] > 0.5f;
      both += of && taken ? 1 : 0;
      either += (of ? 1 : 0) + (taken ? 1 : 0);
    }
    return 2.0 * both / either;
  }

  private static boolean isOf(TaskType type, float[] label, int output) {
    return type instanceof TaskType.Classification ? label[0] == output : label[output] == 1;
  }

  private static List<Example> examples(TaskType type) {
    return Problems.examples(new Task(0, "main", type, true), 6, EXAMPLES, 11);
  }

  private static Engine open(TaskType type) {
    return Engines.open(
        Problems.configuration(
            List.of(6),
            Problems.mlp(),
            Problems.layers(),
            List.of(new Task(0, "main", type, true)),
            Problems.training(Problems.sgd(0.1))));
  }
}
