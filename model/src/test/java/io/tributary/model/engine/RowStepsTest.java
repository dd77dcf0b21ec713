package io.tributary.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.Segment;
import io.tributary.model.config.OptimizerConfig;
import io.tributary.model.network.RowStep;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of tables move as other parameters do. */
class RowStepsTest {
  private static final int LENGTH = 12;

  static Stream<OptimizerConfig> optimizers() {
    return Stream.of(
        Problems.sgd(0.3),
        new OptimizerConfig(OptimizerConfig.Type.SGD, 0.1, 0.9),
        new OptimizerConfig(OptimizerConfig.Type.ADAM, 0.02, 0));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsTheOptimizerOfWholeArrays(OptimizerConfig config) {
    Random random = new Random(2);
    RowStep step = RowSteps.of(config);
    float[] rows = new float[LENGTH];
    float[] gradient = new float[LENGTH];
    float[][] memory = new float[2][LENGTH];
    NetworkLayout layout =
        new NetworkLayout(0, LENGTH, LENGTH, List.of(), List.of(new Segment(0, LENGTH)), List.of());
    try (FlatVector parameters = new FlatVector(LENGTH);
        FlatVector flat = new FlatVector(LENGTH);
        Optimizer optimizer = new Optimizer(config, parameters, flat.array(), layout)) {
      for (int count = 0; count < 50; count++) {
        for (int i = 0; i < LENGTH - 1; i++) { // the last never has a gradient
          gradient[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian();
        }
        float weight = 0.5f + random.nextFloat();
        flat.set(gradient);
        optimizer.step(weight);
        step.begin(count, weight);
        if (step instanceof RowStep.Remembering remembering) {
          remembering.move(rows, gradient, memory, LENGTH);
          assertThat(gradient).containsOnly(0f);
        } else if (step instanceof RowStep.Plain plain) {
          for (int i = 0; i < LENGTH; i++) {
            rows[i] += plain.factor() * gradient[i];
          }
        }
        float[] expected = parameters.toArray();
        for (int i = 0; i < LENGTH; i++) {
          assertThat(rows[i]).as("step %d", count).isCloseTo(expected[i], within(2e-5f));
        }
      }
      assertThat(rows[0]).isNotZero();
      assertThat(rows[LENGTH - 1]).as("at rest").isZero();
    }
  }
}
