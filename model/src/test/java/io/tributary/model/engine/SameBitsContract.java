package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.MiniEpoch;
import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every engine does the same again, whatever else is done, beside it or before. */
public interface SameBitsContract {

  /** Opens the engine under test. */
  Engine open(Configuration configuration);

  @Test
  default void sameCallsGiveTheSameBitsWhateverWasBefore() {
    for (Configuration configuration : ContractProblems.all()) {
      try (Engine engine = open(configuration);
          Engine fresh = open(configuration)) {
        float[] parameters = engine.initialParameters();
        List<TaskDelta> first = ContractProblems.deltas(engine, configuration, parameters);
        float[] elsewhere = new float[parameters.length];
        Arrays.fill(elsewhere, 0.01f);
        for (Task task : Problems.TASKS) {
          engine.train(elsewhere, 2, ContractProblems.miniEpoch(configuration, task, 5));
          engine.predict(
              parameters, task.index(), List.of(new float[configuration.model().features()]));
        }
        List<TaskDelta> again = new ArrayList<>();
        for (int i = Problems.TASKS.size() - 1; i >= 0; i--) {
          again.add(
              0,
              engine.train(
                  parameters,
                  1,
                  ContractProblems.miniEpoch(configuration, Problems.TASKS.get(i), 1)));
        }
        sameBits(again, first);
        sameBits(ContractProblems.deltas(fresh, configuration, parameters), first);
      }
    }
  }

  private static void sameBits(List<TaskDelta> actual, List<TaskDelta> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).values()).isEqualTo(expected.get(i).values());
      assertThat(actual.get(i).before()).isEqualTo(expected.get(i).before());
      assertThat(actual.get(i).after()).isEqualTo(expected.get(i).after());
    }
  }

  @Test
  default void enginesInTwoThreadsDoNotDisturbEachOther() throws Exception {
    for (Configuration configuration : ContractProblems.all()) {
      float[] parameters;
      List<TaskDelta> alone;
      try (Engine engine = open(configuration)) {
        parameters = engine.initialParameters();
        alone = ContractProblems.deltas(engine, configuration, parameters);
      }
      Callable<Void> work =
          () -> {
            try (Engine engine = open(configuration)) {
              for (int i = 0; i < 3; i++) {
                assertThat(engine.initialParameters()).isEqualTo(parameters);
                sameBits(ContractProblems.deltas(engine, configuration, parameters), alone);
              }
            }
            return null;
          };
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        for (Future<Void> done : threads.invokeAll(List.of(work, work))) {
          done.get();
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  default void miniEpochNumberSeedsWhatIsRandom() {
    Configuration configuration = ContractProblems.noisy(Problems.sgd(0.05));
    try (Engine engine = open(configuration)) {
      float[] parameters = engine.initialParameters();
      Task task = Problems.TASKS.get(0);
      MiniEpoch one = ContractProblems.miniEpoch(configuration, task, 1);
      MiniEpoch two = new MiniEpoch(0, 2, one.examples(), one.scale());
      assertThat(engine.train(parameters, 1, two).values())
          .isNotEqualTo(engine.train(parameters, 1, one).values());
    }
  }
}
