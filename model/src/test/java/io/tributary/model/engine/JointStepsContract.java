package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.MiniEpoch;
import io.tributary.model.ParameterLayout;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.engine.JointSteps.Part;
import io.tributary.model.network.LayerSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What joint steps of every engine keep to: they are told by the deltas of single tasks. */
public interface JointStepsContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  private static Part part(Task task, float weight, MiniEpoch miniEpoch) {
    return new Part(task.index(), weight, miniEpoch.examples(), miniEpoch.scale());
  }

  private static MiniEpoch batch(Configuration configuration, Task task, int count) {
    return Problems.miniEpoch(task, configuration.model().features(), count, 3);
  }

  /** θ − μ Σ wᵢgᵢ: each −μwᵢgᵢ is the delta of a mini-epoch of one batch. */
  @Test
  default void aStepIsTheSumOfTheDeltasOfOneBatchEach() {
    Configuration configuration = Problems.plain();
    try (Engine engine = open(configuration)) {
      ParameterLayout layout = engine.layout();
      float[] start = engine.initialParameters();
      double[] expected = new double[start.length];
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < start.length; i++) {
        expected[i] = start[i];
      }
      for (Task task : Problems.TASKS.subList(0, 3)) {
        float weight = 0.5f + task.index();
        MiniEpoch batch = batch(configuration, task, 8);
        parts.add(part(task, weight, batch));
        TaskDelta delta = engine.train(start, weight, batch);
        Segment head = layout.heads().get(task.index());
        for (int i = 0; i < delta.values().length; i++) {
          int trunk = layout.trunk().length();
          expected[i < trunk ? i : head.offset() + i - trunk] += delta.values()[i];
        }
      }
      try (JointSteps steps = engine.joint(start)) {
        steps.step(parts, 1, 1);
        float[] found = steps.parameters();
        for (int i = 0; i < found.length; i++) {
          assertThat((double) found[i]).isCloseTo(expected[i], within(1e-6));
        }
        Segment still = layout.heads().get(3);
        assertThat(found[still.offset()]).isEqualTo(start[still.offset()]);
      }
    }
  }

  /** With one task they are what training it is, momentum and statistics included. */
  @Test
  default void stepsOnOneTaskAreItsTraining() {
    for (OptimizerConfig optimizer :
        List.of(
            new OptimizerConfig(OptimizerConfig.Type.SGD, 0.05, 0.9),
            new OptimizerConfig(OptimizerConfig.Type.ADAM, 0.01, 0))) {
      Configuration configuration =
          Problems.configuration(
              List.of(6),
              Problems.layers(
                  new LayerSpec.Dense(9), new LayerSpec.BatchNorm(0.9), new LayerSpec.Relu()),
              Problems.layers(),
              Problems.TASKS,
              Problems.training(optimizer));
      Task task = Problems.TASKS.get(0);
      MiniEpoch miniEpoch = batch(configuration, task, 24);
      try (Engine engine = open(configuration)) {
        float[] start = engine.initialParameters();
        float[] delta = engine.train(start, 1, miniEpoch).values();
        float[] network = engine.layout().gather(start, 0);
        try (JointSteps steps = engine.joint(start)) {
          for (int from = 0; from < 24; from += 8) {
            var examples = miniEpoch.examples().subList(from, from + 8);
            steps.step(List.of(new Part(0, 1, examples, miniEpoch.scale())), 1, from);
          }
          float[] found = engine.layout().gather(steps.parameters(), 0);
          for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(network[i] + delta[i], within(1e-5f));
          }
        }
      }
    }
  }

  /** More examples than a pass holds are one batch all the same. */
  @Test
  default void aLargeBatchIsTheMeanOfItsHalves() {
    Configuration configuration = Problems.plain();
    try (Engine engine = open(configuration)) {
      float[] start = engine.initialParameters();
      Task task = Problems.TASKS.get(0);
      MiniEpoch large = batch(configuration, task, 400);
      float[] whole = step(engine, start, List.of(part(task, 1, large)));
      float[] first =
          step(
              engine,
              start,
              List.of(new Part(0, 1, large.examples().subList(0, 200), large.scale())));
      float[] second =
          step(
              engine,
              start,
              List.of(new Part(0, 1, large.examples().subList(200, 400), large.scale())));
      for (int i = 0; i < whole.length; i++) {
        assertThat(whole[i]).isCloseTo((first[i] + second[i]) / 2, within(1e-6f));
      }
    }
  }

  @Test
  default void theSameStepsGiveTheSameBitsWhateverElseIsDone() {
    Configuration configuration = ContractProblems.noisy(Problems.sgd(0.05));
    try (Engine engine = open(configuration)) {
      float[] start = engine.initialParameters();
      List<Part> parts =
          Problems.TASKS.stream()
              .map(task -> part(task, 1, batch(configuration, task, 12)))
              .toList();
      float[] first = step(engine, start, parts);
      try (JointSteps steps = engine.joint(start)) {
        engine.train(start, 1, batch(configuration, Problems.TASKS.get(1), 12));
        steps.step(parts, 1, 5);
        engine.train(start, 1, batch(configuration, Problems.TASKS.get(2), 12));
        assertThat(steps.parameters()).isEqualTo(first).isNotEqualTo(start);
      }
    }
  }

  @Test
  default void parametersOfAnotherLengthAreRefused() {
    try (Engine engine = open(Problems.plain())) {
      assertThatThrownBy(() -> engine.joint(new float[3]).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 parameters given");
    }
  }

  private static float[] step(Engine engine, float[] start, List<Part> parts) {
    try (JointSteps steps = engine.joint(start)) {
      steps.step(parts, 1, 5);
      return steps.parameters();
    }
  }
}
