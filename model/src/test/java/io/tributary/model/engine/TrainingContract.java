package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Segment;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.TensorSpec;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.config.TrainingConfig;
import io.tributary.model.evaluation.Score;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine makes of a mini-epoch. */
public interface TrainingContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void deltaIsParametersAfterMinusBefore() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration)) {
        float[] parameters = engine.initialParameters();
        for (Task task : Problems.TASKS) {
          MiniEpoch miniEpoch = ContractProblems.miniEpoch(configuration, task, 1);
          float[] copy = parameters.clone();
          TaskDelta delta = engine.train(parameters, 1, miniEpoch);
          assertThat(parameters).as("an engine changes no array passed to it").isEqualTo(copy);
          assertThat(delta.values()).hasSize(engine.layout().taskLength(task.index()));
          assertThat(delta.examples()).isEqualTo(29);
          int trunk = engine.layout().trunk().length();
          Segment head = engine.layout().heads().get(task.index());
          for (int i = 0; i < delta.values().length; i++) {
            copy[i < trunk ? i : head.offset() + i - trunk] += delta.values()[i];
          }
          close(
              delta.before(),
              engine.score(parameters, task.index(), miniEpoch.examples(), miniEpoch.scale()));
          close(
              delta.after(),
              engine.score(copy, task.index(), miniEpoch.examples(), miniEpoch.scale()));
          assertThat(delta.after().loss()).isNotEqualTo(delta.before().loss());
        }
      }
    }
  }

  private static void close(Score actual, Score expected) {
    assertThat(actual.examples()).isEqualTo(expected.examples());
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-5 * (1 + expected.loss())));
    assertThat(actual.value()).isCloseTo(expected.value(), within(0.1));
  }

  @Test
  default void weightScalesOneStepOfSgdAndZeroLearnsNothing() {
    Configuration configuration = ContractProblems.noisy(Problems.sgd(0.05));
    Configuration oneStep =
        Problems.configuration(
            configuration.model().input(),
            configuration.model().trunk(),
            configuration.tasks().get(0).head(),
            Problems.TASKS,
            new TrainingConfig(
                32, Integer.MAX_VALUE, Integer.MAX_VALUE, 64, 1, false, Problems.sgd(0.05)));
    try (Engine engine = open(oneStep)) {
      float[] parameters = engine.initialParameters();
      for (Task task : Problems.TASKS) {
        MiniEpoch miniEpoch = ContractProblems.miniEpoch(oneStep, task, 1);
        float[] once = engine.train(parameters, 1, miniEpoch).values();
        float[] thrice = engine.train(parameters, 3, miniEpoch).values();
        float[] none = engine.train(parameters, 0, miniEpoch).values();
        for (TensorSpec tensor : ContractProblems.network(engine.layout(), task.index())) {
          for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
            if (tensor.kind() == TensorSpec.Kind.STATISTIC) {
              assertThat(none[i]).as(tensor.name()).isEqualTo(once[i]).isEqualTo(thrice[i]);
            } else {
              assertThat(none[i]).as(tensor.name()).isZero();
              assertThat(thrice[i]).isCloseTo(3 * once[i], within(1e-6f));
            }
          }
        }
        assertThat(once).isNotEqualTo(thrice);
      }
    }
  }

  @Test
  default void trainsEveryTypeAndOptimizer() {
    List<OptimizerConfig> optimizers =
        List.of(
            Problems.sgd(0.05),
            new OptimizerConfig(OptimizerConfig.Type.SGD, 0.02, 0.9),
            new OptimizerConfig(OptimizerConfig.Type.ADAM, 0.01, 0));
    for (OptimizerConfig optimizer : optimizers) {
      Configuration configuration = ContractProblems.noisy(optimizer);
      try (Engine engine = open(configuration)) {
        for (Task task : Problems.TASKS) {
          float[] parameters = engine.initialParameters();
          MiniEpoch miniEpoch = Problems.miniEpoch(task, 6, 120, 1);
          TaskDelta first = engine.train(parameters, 1, miniEpoch);
          double loss = first.before().loss();
          for (int round = 0; round < 4; round++) {
            TaskDelta delta = engine.train(parameters, 1, miniEpoch);
            try (DeltaSpace space =
                engine.span(
                    parameters,
                    List.of(delta),
                    task.index(),
                    miniEpoch.scale(),
                    HeadSteps.SCALED)) {
              parameters = space.combine(new float[] {1});
            }
          }
          Score after =
              engine.score(parameters, task.index(), miniEpoch.examples(), miniEpoch.scale());
          assertThat(after.loss()).as("%s, %s", task.name(), optimizer).isLessThan(0.95 * loss);
        }
      }
    }
  }

  @Test
  default void aNumberThatIsNoneComesOutVisibly() {
    Configuration configuration = Problems.plain();
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      for (Task task : Problems.TASKS) {
        MiniEpoch good = ContractProblems.miniEpoch(configuration, task, 1);
        float[] features = good.examples().get(3).features().clone();
        features[2] = Float.NaN;
        List<Example> examples = new ArrayList<>(good.examples());
        Example bad = examples.get(3);
        examples.set(
            3, new Example(bad.task(), bad.position(), bad.split(), features, bad.label()));
        TaskDelta delta =
            engine.train(parameters, 1, new MiniEpoch(task.index(), 1, examples, good.scale()));
        assertThat(delta.isFinite()).isFalse();
        assertThat(delta.before().loss()).isNaN();
        assertThat(engine.train(parameters, 1, good).isFinite()).as("and is gone again").isTrue();
      }
    }
  }
}
