package io.tributary.model.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void correctsByHand() {
    // Sorted: 4 × 0.005, 3 × 0.01, 2 × 0.03, then 0.04, which may not fall below the one before.
    assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.adjust(0.2)).containsExactly(0.2);
    assertThat(Holm.adjust(0.9, 0.8)).containsExactly(1, 1);
    assertThat(Holm.adjust()).isEmpty();
  }

  @Test
  void rejectsExactlyWhatTheProcedureRejects() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 2_000; trial++) {
      double[] p = random.doubles(1 + trial % 6).map(u -> u * u * u).toArray();
      double[] adjusted = Holm.adjust(p);
      double[] sorted = p.clone();
      Arrays.sort(sorted);
      int rejected = 0;
      while (rejected < p.length && sorted[rejected] < 0.05 / (p.length - rejected)) {
        rejected++;
      }
      double last = rejected == 0 ? -1 : sorted[rejected - 1];
      for (int i = 0; i < p.length; i++) {
        assertThat(adjusted[i] < 0.05).isEqualTo(p[i] <= last);
      }
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Holm.adjust(0.5, 1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Holm.adjust(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
