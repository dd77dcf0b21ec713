package io.tributary.benchmarks;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining;
import io.tributary.model.round.InMemoryTraining.Input;
import io.tributary.model.round.RoundLearner;
import io.tributary.model.round.RoundState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same rounds over examples in memory: an engine and a thread a task, one for the learner. */
final class BareLoop {

  private BareLoop() {}

  static Run run(Configuration configuration, List<Input> rounds) {
    double cpu = Cpu.seconds();
    long opening = System.nanoTime();
    List<Engine> engines = new ArrayList<>();
    try (Engine learning = Engines.open(configuration)) {
      for (int i = 0; i < configuration.tasks().size(); i++) {
        engines.add(Engines.open(configuration));
      }
      RoundLearner learner = new RoundLearner(learning, configuration);
      try (InMemoryTraining training = new InMemoryTraining(engines, learner)) {
        long start = System.nanoTime();
        RoundState last = training.run(rounds, result -> {});
        long end = System.nanoTime();
        return new Run(
            examples(rounds),
            (end - start) / 1e9,
            (end - opening) / 1e9,
            Cpu.seconds() - cpu,
            weights(configuration, last),
            List.of());
      }
    } finally {
      engines.forEach(Engine::close);
    }
  }

  private static long examples(List<Input> rounds) {
    return rounds.stream()
        .flatMap(round -> round.miniEpochs().stream())
        .mapToLong(miniEpoch -> miniEpoch.examples().size())
        .sum();
  }

  private static Map<String, Float> weights(Configuration configuration, RoundState state) {
    Map<String, Float> weights = new LinkedHashMap<>();
    for (TaskConfig task : configuration.tasks()) {
      weights.put(task.task().name(), state.weights()[task.task().index()]);
    }
    return weights;
  }
}
