package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FadingMeanTest {

  @Test
  void knowsNothingOfNothingAndOfOneValue() {
    assertThat(FadingMean.NONE.standardErrors()).isZero();
    assertThat(FadingMean.NONE.with(5, 10).standardErrors()).isZero();
    assertThat(FadingMean.NONE.with(5, 10).mean()).isEqualTo(5);
  }

  @Test
  void isThePlainMeanInItsStandardErrorsWhenNothingFades() {
    FadingMean mean = FadingMean.NONE;
    for (double value : new double[] {1, 2, 3, 6}) {
      mean = mean.with(value, 1e15);
    }
    assertThat(mean.mean()).isCloseTo(3, within(1e-9));
    double error = Math.sqrt((4 + 1 + 0 + 9) / 3.0 / 4);
    assertThat(mean.standardErrors()).isCloseTo(3 / error, within(1e-6));
  }

  @Test
  void forgetsWithTheHorizon() {
    FadingMean mean = FadingMean.NONE;
    for (int i = 0; i < 200; i++) {
      mean = mean.with(i < 100 ? 1 : -1, 10);
    }
    assertThat(mean.mean()).isCloseTo(-1, within(1e-3));
    assertThat(mean.count()).isCloseTo(10, within(1e-3));
  }

  @Test
  void halfAsSureIsTheSameMean() {
    FadingMean mean = FadingMean.NONE;
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      mean = mean.with(1 + random.nextGaussian(), 20);
    }
    assertThat(mean.halved().mean()).isEqualTo(mean.mean());
    assertThat(mean.halved().standardErrors()).isLessThan(mean.standardErrors()).isPositive();
  }

  @Test
  void valuesThatAreAllTheSameAreAsSureAsCanBe() {
    FadingMean same = FadingMean.NONE.with(-2, 10).with(-2, 10).with(-2, 10);
    assertThat(same.standardErrors()).isLessThan(-1e6).isFinite();
  }
}
