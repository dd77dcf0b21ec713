package io.tributary.model.engine;

import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import java.util.ArrayList;
import java.util.List;

/** A process whose threads open engines, learn with them and close them, one after the other. */
public final class ConcurrentEngines {
  private ConcurrentEngines() {}

  /**
   * Learns.
   *
   * @param arguments threads; engines that each opens
   */
  public static void main(String[] arguments) throws InterruptedException {
    Configuration configuration = Problems.plain();
    int engines = Integer.parseInt(arguments[1]);
    List<MiniEpoch> miniEpochs =
        Problems.TASKS.stream().map(task -> Problems.miniEpoch(task, 6, 64, 1)).toList();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < engines; j++) {
                  learn(configuration, miniEpochs);
                }
              });
      thread.setUncaughtExceptionHandler(
          (failed, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
          });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void learn(Configuration configuration, List<MiniEpoch> miniEpochs) {
    try (Engine engine = Engines.open(configuration)) {
      float[] parameters = engine.initialParameters();
      for (int round = 0; round < 3; round++) {
        List<TaskDelta> deltas = new ArrayList<>();
        for (MiniEpoch each : miniEpochs) {
          deltas.add(engine.train(parameters, 1, each));
        }
        float[] alpha = {1, 1, 1, 1};
        try (DeltaSpace space =
            engine.span(parameters, deltas, 0, LabelScale.NONE, HeadSteps.SCALED)) {
          space.slopes(alpha, miniEpochs.get(0).examples());
          parameters = space.combine(alpha);
        }
      }
    }
  }
}
