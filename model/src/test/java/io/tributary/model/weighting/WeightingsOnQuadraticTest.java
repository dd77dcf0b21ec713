package io.tributary.model.weighting;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.WeightingConfig;
import io.tributary.model.engine.DeltaSpace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** The contract over a loss that is known in closed form. */
class WeightingsOnQuadraticTest {

  abstract static class OnQuadratic extends WeightingContract {
    @Override
    protected DeltaSpace open(Configuration configuration, List<Integer> tasks) {
      double[][] deltas = new double[tasks.size()][];
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = new Random(tasks.get(i)).doubles(SmallProblem.FEATURES, -1, 1).toArray();
      }
      return new QuadraticSpace(new double[SmallProblem.FEATURES], deltas);
    }
  }

  @Nested
  class AlphaVilTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("alphavil");
    }
  }

  @Nested
  class SingleTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("single");
    }
  }

  @Nested
  class UniformTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("uniform");
    }
  }

  @Nested
  class FixedTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("fixed");
    }
  }

  @Nested
  class DiwTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("diw");
    }
  }

  @Nested
  class GridTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("grid");
    }
  }

  @Nested
  class PcGradTest extends OnQuadratic {
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
  class CaGradTest extends OnQuadratic {
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
  class MgdaTest extends OnQuadratic {
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
  class NashMtlTest extends OnQuadratic {
    @Override
    protected WeightingConfig method() {
      return SmallProblem.method("nash-mtl");
    }

    @Override
    protected boolean looksAtDev() {
      return false;
    }
  }
}
