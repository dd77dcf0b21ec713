package io.tributary.model.weighting;

import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The contract over a real engine and deltas it trained. */
class WeightingsOnEngineTest extends WeightingContract {

  private static final Map<Integer, Engine> ENGINES = new HashMap<>();

  @AfterAll
  static void close() {
    ENGINES.values().forEach(Engine::close);
  }

  @Override
  protected DeltaSpace open(Configuration configuration, List<Integer> tasks) {
    // What a network is does not depend on the weighting, so tests share engines.
    Engine engine =
        ENGINES.computeIfAbsent(configuration.tasks().size(), count -> Engines.open(configuration));
    return Spans.of(engine, configuration, tasks);
  }
}
