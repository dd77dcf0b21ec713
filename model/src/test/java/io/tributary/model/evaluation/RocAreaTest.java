package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAreaTest {

  @Test
  void countsPairs() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int size = 2 + random.nextInt(30);
      double[] scores = new double[size];
      boolean[] positive = new boolean[size];
      for (int i = 0; i < size; i++) {
        scores[i] = random.nextInt(8); // so that there are ties
        positive[i] = random.nextBoolean();
      }
      positive[0] = true;
      positive[1] = false;
      assertThat(RocArea.of(scores, positive)).isCloseTo(byPairs(scores, positive), within(1e-12));
    }
  }

  @Test
  void isOneWhenAllPositivesComeFirstAndAHalfWhenNothingIsTold() {
    boolean[] positive = {false, true, true};
    assertThat(RocArea.of(new double[] {0.1, 0.2, 0.9}, positive)).isEqualTo(1);
    assertThat(RocArea.of(new double[] {3, 2, 1}, positive)).isEqualTo(0);
    assertThat(RocArea.of(new double[] {2, 2, 2}, positive)).isEqualTo(0.5);
  }

  @Test
  void isNoNumberWithoutBothKindsOrWithAScoreThatIsNone() {
    assertThat(RocArea.of(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
    assertThat(RocArea.of(new double[] {}, new boolean[] {})).isNaN();
    assertThat(RocArea.of(new double[] {1, Double.NaN}, new boolean[] {true, false})).isNaN();
  }

  private static double byPairs(double[] scores, boolean[] positive) {
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }
}
