package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Example;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.engine.DeltaSpace;
import io.tributary.model.engine.Engine;
import io.tributary.model.engine.Engines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What methods that look at the dev loss stand on. */
class SlopesTest {

  /** What αVIL calls a slope is the derivative of what is scored. */
  @Test
  void slopesAreTheDerivativesOfTheDevLoss() {
    Configuration configuration = SmallProblem.configuration(3, 0, SmallProblem.method("alphavil"));
    List<Example> dev = SmallProblem.examples(0, Split.DEV, 50, 9);
    Random random = new Random(4);
    double step = 0.02;
    try (Engine engine = Engines.open(configuration);
        DeltaSpace space = Spans.of(engine, configuration, List.of(0, 1, 2))) {
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
}
