package io.tributary.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Areas out of histograms against exact ones of the same logits. */
class LogitHistogramTest {

  private static final double ROUNDING = 1e-12;

  @Test
  void theAreaIsWithinItsBoundOfTheExactOne() {
    SplittableRandom random = new SplittableRandom(7);
    double worst = 0;
    for (int run = 0; run < 300; run++) {
      int n = 2 + random.nextInt(3000);
      double spread = Math.pow(10, random.nextDouble(-4, 2));
      Sample sample = Sample.draw(random, n, spread, random.nextDouble(-20, 20));
      LogitHistogram histogram = sample.histogram(0, n);

      double exact = sample.exact();
      if (Double.isNaN(exact)) {
        assertThat(histogram.rocArea()).isNaN();
        continue;
      }
      assertThat(histogram.rocArea())
          .as("run %d", run)
          .isCloseTo(exact, within(histogram.rocAreaError() + ROUNDING));
      assertThat(histogram.negatives()).hasSizeLessThanOrEqualTo(512);
      assertThat(total(histogram)).isEqualTo(n);
      if (spread < 3 && n > 500 && Math.min(sample.share(), 1 - sample.share()) > 0.1) {
        worst = Math.max(worst, Math.abs(histogram.rocArea() - exact));
        assertThat(histogram.rocAreaError()).isLessThan(0.005);
      }
    }
    assertThat(worst).isBetween(1e-9, 1e-3);
  }

  @Test
  void sumsAreTheSameInWhateverOrderPartsAreAdded() {
    SplittableRandom random = new SplittableRandom(8);
    for (int run = 0; run < 100; run++) {
      int n = 3 + random.nextInt(500);
      Sample sample = Sample.draw(random, n, Math.pow(10, random.nextDouble(-3, 1.5)), 0);
      int a = random.nextInt(n + 1);
      int b = a + random.nextInt(n - a + 1);
      LogitHistogram first = sample.histogram(0, a);
      LogitHistogram second = sample.histogram(a, b);
      LogitHistogram third = sample.histogram(b, n);

      LogitHistogram whole = sample.histogram(0, n);

      assertSame(first.plus(second).plus(third), whole);
      assertSame(third.plus(first).plus(second), whole);
      assertSame(third.plus(second.plus(first)), whole);
    }
  }

  @Test
  void logitsThatAreHardlyApartAreToldApart() {
    float[] logits = {-2.0f, -2.0001f, -1.9999f, -2.00005f};
    boolean[] positive = {true, false, true, false};

    LogitHistogram histogram = LogitHistogram.of(logits, positive);

    assertThat(histogram.rocArea()).isEqualTo(1);
    assertThat(histogram.rocAreaError()).isZero();
  }

  @Test
  void whatIsBeyondTheLimitsIsTied() {
    float[] logits = {Float.NEGATIVE_INFINITY, -33, 40, Float.POSITIVE_INFINITY};
    boolean[] positive = {true, false, false, true};

    LogitHistogram histogram = LogitHistogram.of(logits, positive);

    assertThat(histogram.rocArea()).isEqualTo(0.5);
    assertThat(histogram.rocAreaError()).isEqualTo(0.25);
  }

  @Test
  void oneKindAloneHasNoArea() {
    assertThat(LogitHistogram.of(new float[] {1, 2}, new boolean[2]).rocArea()).isNaN();
    assertThat(LogitHistogram.of(new float[0], new boolean[0]).rocArea()).isNaN();
  }

  private static long total(LogitHistogram histogram) {
    return Arrays.stream(histogram.negatives()).sum() + Arrays.stream(histogram.positives()).sum();
  }

  private static void assertSame(LogitHistogram sum, LogitHistogram whole) {
    assertThat(sum.scale()).isEqualTo(whole.scale());
    assertThat(sum.first()).isEqualTo(whole.first());
    assertThat(sum.negatives()).isEqualTo(whole.negatives());
    assertThat(sum.positives()).isEqualTo(whole.positives());
  }

  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Sample(float[] logits, boolean[] positive) {

    /** Logits whose mean is higher for positives; some are tied. */
    static Sample draw(SplittableRandom random, int n, double spread, double shift) {
      float[] logits = new float[n];
      boolean[] positive = new boolean[n];
      double share = random.nextDouble();
      for (int i = 0; i < n; i++) {
        positive[i] = random.nextDouble() < share;
        double z = random.nextGaussian() + (positive[i] ? 1 : 0);
        logits[i] = i > 0 && random.nextInt(10) == 0 ? logits[i - 1] : (float) (shift + spread * z);
      }
      return new Sample(logits, positive);
    }

    LogitHistogram histogram(int from, int to) {
      return LogitHistogram.of(
          Arrays.copyOfRange(logits, from, to), Arrays.copyOfRange(positive, from, to));
    }

    double share() {
      return (double) IntStream.range(0, positive.length).filter(i -> positive[i]).count()
          / positive.length;
    }

    double exact() {
      return RocArea.of(
          IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).toArray(), positive);
    }
  }
}
