package io.tributary.model.weighting;

import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import java.util.List;
import java.util.Random;

/** The contract over a loss that is known in closed form. */
class WeightingsOnQuadraticTest extends WeightingContract {

  @Override
  protected DeltaSpace open(Configuration configuration, List<Integer> tasks) {
    double[][] deltas = new double[tasks.size()][];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = new Random(tasks.get(i)).doubles(SmallProblem.FEATURES, -1, 1).toArray();
    }
    return new QuadraticSpace(new double[SmallProblem.FEATURES], deltas);
  }
}
