package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import org.junit.jupiter.api.Test;

class ToleranceTest {

  private static final Score FOUR = new Score(10, 40, Metric.ACCURACY, 5);
  private static final Score FIVE = new Score(10, 50, Metric.ACCURACY, 5);

  @Test
  void isAShareOfTheLossBefore() {
    assertThat(new Tolerance(0.25).isExceeded(FOUR, FIVE)).isFalse();
    assertThat(new Tolerance(0.249).isExceeded(FOUR, FIVE)).isTrue();
    assertThat(new Tolerance(0).isExceeded(FIVE, FOUR)).isFalse();
    assertThat(new Tolerance(0).isExceeded(FOUR, FOUR)).isFalse();
    assertThat(new Tolerance(0.1).reason(FOUR, FIVE))
        .contains("from 4.00000 to 5.00000")
        .endsWith("dev.tolerance 0.1");
  }

  @Test
  void isNeverExceededWithoutABoundOrWithoutExamples() {
    Score none = Score.none(Metric.ACCURACY);
    assertThat(new Tolerance(Double.POSITIVE_INFINITY).isExceeded(FOUR, FIVE)).isFalse();
    assertThat(new Tolerance(0).isExceeded(none, none)).isFalse();
  }
}
