package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final int EXAMPLES = 4_000;

  /** Against the definition, from every single probability. */
  @Test
  void isTheDistanceBetweenWhatWasSaidAndWhatCame() {
    SplittableRandom random = new SplittableRandom(3);
    for (double overconfidence : new double[] {1, 2, 4}) {
      for (double spread : new double[] {0.5, 2, 5}) {
        float[] logits = new float[EXAMPLES];
        boolean[] positive = new boolean[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
          double honest = random.nextGaussian() * spread;
          logits[i] = (float) (honest * overconfidence);
          positive[i] = random.nextDouble() < probability(honest);
        }
        double error = LogitHistogram.of(logits, positive).calibrationError();
        assertThat(error)
            .as("overconfidence %s, spread %s", overconfidence, spread)
            .isCloseTo(exact(logits, positive), within(0.01));
        if (overconfidence == 1) {
          assertThat(error).isLessThan(0.03);
        } else if (spread > 1) {
          assertThat(error).isGreaterThan(0.05);
        }
      }
    }
  }

  @Test
  void knowsNothingOfNoExamples() {
    assertThat(LogitHistogram.of(new float[0], new boolean[0]).calibrationError()).isNaN();
    assertThat(Score.none(Score.Metric.ACCURACY).calibrationError()).isNaN();
  }

  private static double exact(float[] logits, boolean[] positive) {
    double[] distance = new double[10];
    for (int i = 0; i < logits.length; i++) {
      double said = probability(logits[i]);
      distance[Math.min(9, (int) (said * 10))] += said - (positive[i] ? 1 : 0);
    }
    double sum = 0;
    for (double one : distance) {
      sum += Math.abs(one);
    }
    return sum / logits.length;
  }

  private static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
