package io.tributary.model.round;

import io.tributary.model.config.Configuration;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.round.InMemoryTraining.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Whole runs in memory, for tests of what rounds come to. */
final class Runs {

  private Runs() {}

  /** The results of so many rounds, from the first on. */
  static List<RoundResult> of(Configuration configuration, int rounds, IntFunction<Input> input) {
    List<RoundResult> results = new ArrayList<>();
    try (Engine engine = Engines.open(configuration);
        InMemoryTraining training =
            new InMemoryTraining(engine, new RoundLearner(engine, configuration))) {
      List<Input> inputs = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        inputs.add(input.apply(round));
      }
      training.run(inputs, results::add);
    }
    return results;
  }
}
