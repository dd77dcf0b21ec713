package io.tributary.model.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  /** Hours of sleep that ten patients gained by two drugs (Student 1908). */
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  @Test
  void agreesWithThePublishedFiguresOfStudentsSleepData() {
    PairedDifference difference = PairedDifference.of(SECOND, FIRST);

    assertThat(difference.pairs()).isEqualTo(10);
    assertThat(difference.mean()).isCloseTo(1.58, within(1e-12));
    assertThat(difference.mean() / difference.standardError()).isCloseTo(4.0621, within(1e-4));
    assertThat(difference.p()).isCloseTo(0.002833, within(1e-6));
    assertThat(difference.interval(0.95).low()).isCloseTo(0.7001142, within(1e-6));
    assertThat(difference.interval(0.95).high()).isCloseTo(2.4598858, within(1e-6));
  }

  @Test
  void aWiderLevelMakesAWiderInterval() {
    PairedDifference difference = PairedDifference.of(SECOND, FIRST);

    // The table's t of 9 degrees: 1.833 at 90 %, 3.250 at 99 %.
    assertThat(difference.interval(0.90).halfWidth() / difference.standardError())
        .isCloseTo(1.833, within(5e-4));
    assertThat(difference.interval(0.99).halfWidth() / difference.standardError())
        .isCloseTo(3.250, within(5e-4));
  }

  @Test
  void exchangingTheSetsTurnsTheSign() {
    PairedDifference one = PairedDifference.of(SECOND, FIRST);
    PairedDifference other = PairedDifference.of(FIRST, SECOND);

    assertThat(other.mean()).isEqualTo(-one.mean());
    assertThat(other.p()).isEqualTo(one.p());
    assertThat(other.pAbove(0)).isCloseTo(1 - one.pAbove(0), within(1e-12));
  }

  @Test
  void theIntervalEndsWhereTheTestBegins() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 500; trial++) {
      PairedDifference difference = draw(random, 2 + trial % 9, 0.3);
      double level = random.nextDouble(0.5, 0.999);
      Interval interval = difference.interval(level);

      assertThat(difference.pAbove(interval.low())).isCloseTo((1 - level) / 2, within(1e-9));
      assertThat(interval.low() > 0 || interval.high() < 0).isEqualTo(difference.p() < 1 - level);
    }
  }

  @Test
  void nineteenOfTwentyIntervalsCoverTheTruth() {
    SplittableRandom random = new SplittableRandom(5);
    for (int pairs : new int[] {2, 5, 20}) {
      int covered = 0;
      int trials = 20_000;
      for (int trial = 0; trial < trials; trial++) {
        Interval interval = draw(random, pairs, 0.7).interval(0.95);
        covered += interval.low() <= 0.7 && 0.7 <= interval.high() ? 1 : 0;
      }
      // Four standard errors of a share of 0.95.
      assertThat((double) covered / trials).as("%d pairs", pairs).isCloseTo(0.95, within(0.0062));
    }
  }

  @Test
  void tellsHowManyPairsAnIntervalNeeds() {
    for (double spread : new double[] {0.01, 0.3, 1, 4, 20}) {
      PairedDifference now = new PairedDifference(5, 0, spread / Math.sqrt(5));
      int needed = now.pairsFor(0.95, 0.5);

      assertThat(halfWidth(needed, spread)).isLessThanOrEqualTo(0.5);
      if (needed > 2) {
        assertThat(halfWidth(needed - 1, spread)).isGreaterThan(0.5);
      }
    }
  }

  private static double halfWidth(int pairs, double spread) {
    return new PairedDifference(pairs, 0, spread / Math.sqrt(pairs)).interval(0.95).halfWidth();
  }

  @Test
  void equalDifferencesAreAPoint() {
    double[] same = {0.25, 0.25, 0.25};
    PairedDifference up = PairedDifference.of(same);
    PairedDifference none = PairedDifference.of(same, same);

    assertThat(up.interval(0.95)).isEqualTo(new Interval(0.25, 0.25));
    assertThat(up.p()).isZero();
    assertThat(up.pAbove(0.25)).isOne();
    assertThat(none.p()).isOne();
    assertThat(none.pAbove(-0.01)).isZero();
  }

  @Test
  void refusesWhatCannotBePaired() {
    assertThatThrownBy(() -> PairedDifference.of(new double[3], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 scores cannot be paired with 2");
    assertThatThrownBy(() -> PairedDifference.of(new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two pairs at least, not 1");
    assertThatThrownBy(() -> PairedDifference.of(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> PairedDifference.of(new double[2]).interval(95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("95");
  }

  /** Pairs whose difference is normal around a mean, on top of what both of a pair share. */
  private static PairedDifference draw(SplittableRandom random, int pairs, double mean) {
    double[] shared =
        DoubleStream.generate(() -> 10 * random.nextGaussian()).limit(pairs).toArray();
    double[] scores = Arrays.stream(shared).map(s -> s + mean + random.nextGaussian()).toArray();
    return PairedDifference.of(scores, shared);
  }
}
