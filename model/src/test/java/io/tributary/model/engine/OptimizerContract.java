package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every engine takes its steps. */
public interface OptimizerContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void momentumAndAdamFollowTheirEquations() {
    double rate = 0.02;
    OptimizerConfig nesterov = new OptimizerConfig(OptimizerConfig.Type.SGD, rate, 0.9);
    OptimizerConfig adam = new OptimizerConfig(OptimizerConfig.Type.ADAM, rate, 0);
    Task task = Problems.TASKS.get(0);
    double[] gradient;
    float[] parameters;
    Configuration plain = oneBatch(Problems.sgd(1));
    MiniEpoch miniEpoch = ContractProblems.miniEpoch(plain, task, 1);
    try (Engine engine = open(plain)) {
      parameters = engine.initialParameters();
      float[] step = engine.train(parameters, 1, miniEpoch).values();
      gradient = new double[step.length];
      for (int i = 0; i < step.length; i++) {
        gradient[i] = -step[i];
      }
    }
    try (Engine engine = open(oneBatch(nesterov))) {
      float[] step = engine.train(parameters, 1, miniEpoch).values();
      for (int i = 0; i < step.length; i++) {
        // v = −ηg; θ += −μ·0 + (1 + μ)v (Sutskever et al. 2013, rewritten)
        assertThat((double) step[i]).isCloseTo(-1.9 * rate * gradient[i], within(1e-6));
      }
    }
    try (Engine engine = open(oneBatch(adam))) {
      float[] step = engine.train(parameters, 1, miniEpoch).values();
      float[] half = engine.train(parameters, 0.5f, miniEpoch).values();
      for (int i = 0; i < step.length; i++) {
        if (Math.abs(gradient[i]) > 1e-3) {
          assertThat((double) step[i]).isCloseTo(-rate * Math.signum(gradient[i]), within(1e-4));
          assertThat(half[i]).isCloseTo(step[i] / 2, within(1e-6f));
        }
      }
    }
  }

  @Test
  default void theLearningRateFallsWithTheNumberOfTheMiniEpoch() {
    Task task = Problems.TASKS.get(0);
    Configuration plain = oneBatch(Problems.sgd(0.1));
    float[] parameters;
    float[] step;
    try (Engine engine = open(plain)) {
      parameters = engine.initialParameters();
      step = engine.train(parameters, 1, ContractProblems.miniEpoch(plain, task, 1)).values();
    }
    Configuration decaying =
        oneBatch(new OptimizerConfig(OptimizerConfig.Type.SGD, 0.1, 0, /* decay= */ 2.5));
    List<Example> examples = ContractProblems.miniEpoch(plain, task, 1).examples();
    try (Engine engine = open(decaying)) {
      for (int number : List.of(1, 2, 6)) {
        MiniEpoch later = new MiniEpoch(task.index(), number, examples, LabelScale.NONE);
        float[] smaller = engine.train(parameters, 1, later).values();
        for (int i = 0; i < step.length; i++) {
          float expected = step[i] / (1 + (number - 1) / 2.5f);
          assertThat(smaller[i]).isCloseTo(expected, within(1e-6f));
        }
      }
    }
  }

  private static Configuration oneBatch(OptimizerConfig optimizer) {
    return Problems.configuration(
        List.of(6),
        Problems.mlp(),
        Problems.layers(),
        Problems.TASKS,
        new TrainingConfig(32, Integer.MAX_VALUE, Integer.MAX_VALUE, 64, 1, false, optimizer));
  }
}
