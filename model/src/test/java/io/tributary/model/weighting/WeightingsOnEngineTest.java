package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.Split;
import io.tributary.model.TaskDelta;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import io.tributary.model.engine.HeadSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract over a real engine and deltas it trained. */
class WeightingsOnEngineTest {

  private static final Map<Integer, Engine> ENGINES = new HashMap<>();

  @AfterAll
  static void close() {
    ENGINES.values().forEach(Engine::close);
  }

  abstract static class OnEngine extends WeightingContract {
    @Override
    protected DeltaSpace open(Configuration configuration, List<Integer> tasks) {
      // What a network is does not depend on the weighting, so tests share engines.
      Engine engine =
          ENGINES.computeIfAbsent(
              configuration.tasks().size(), count -> Engines.open(configuration));
      return span(engine, configuration, tasks);
    }
  }

  @Nested
  class AlphaVilOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("alphavil");
    }
  }

  @Nested
  class SingleOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("single");
    }
  }

  @Nested
  class UniformOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("uniform");
    }
  }

  @Nested
  class FixedOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("fixed");
    }
  }

  @Nested
  class DiwOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("diw");
    }
  }

  @Nested
  class GridOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("grid");
    }
  }

  @Nested
  class PcGradOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("pcgrad");
    }

    @Override
    protected boolean looksAtDev() {
      return false;
    }
  }

  @Nested
  class CaGradOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("cagrad");
    }

    @Override
    protected boolean looksAtDev() {
      return false;
    }
  }

  @Nested
  class MgdaOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("mgda");
    }

    @Override
    protected boolean looksAtDev() {
      return false;
    }
  }

  @Nested
  class NashMtlOnEngine extends OnEngine {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("nash-mtl");
    }

    @Override
    protected boolean looksAtDev() {
      return false;
    }
  }

  /** αVIL stands on this: what it calls a slope is the derivative of what is scored. */
  @Test
  void slopesAreTheDerivativesOfTheDevLoss() {
    Configuration configuration = SmallProblem.configuration(3, 0, SmallProblem.method("alphavil"));
    List<Example> dev = SmallProblem.examples(0, Split.DEV, 50, 9);
    Random random = new Random(4);
    double step = 0.02;
    try (Engine engine = Engines.open(configuration);
        DeltaSpace space = span(engine, configuration, List.of(0, 1, 2))) {
      for (int point = 0; point < 5; point++) {
        float[] alpha = {random.nextFloat() * 2, random.nextFloat() * 2, random.nextFloat() * 2};
        double[] slopes = space.slopes(alpha, dev).byAlpha();
        for (int i = 0; i < alpha.length; i++) {
          float[] above = alpha.clone();
          float[] below = alpha.clone();
          above[i] += (float) step;
          below[i] -= (float) step;
          double rise = space.score(above, dev).loss() - space.score(below, dev).loss();
          double expected = rise / ((double) above[i] - below[i]);
          assertThat(slopes[i]).isCloseTo(expected, within(1e-4 + 1e-3 * Math.abs(expected)));
        }
      }
    }
  }

  private static DeltaSpace span(Engine engine, Configuration configuration, List<Integer> tasks) {
    float[] parameters = engine.initialParameters();
    List<TaskDelta> deltas = new ArrayList<>();
    for (int task : tasks) {
      deltas.add(engine.train(parameters, 1, SmallProblem.miniEpoch(task, 1)));
    }
    int target = configuration.target().index();
    return engine.span(parameters, deltas, target, LabelScale.NONE, HeadSteps.SCALED);
  }
}
