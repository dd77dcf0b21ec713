package io.tributary.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.drift.DriftDetector.Change;
import io.tributary.model.drift.DriftDetector.Direction;
import io.tributary.model.drift.DriftDetector.Step;
import io.tributary.model.drift.PageHinkley.Settings;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detector must do, and what each of them promises. */
class DriftDetectorTest {

  private static final Settings DEFAULT = new Settings(0.5, 10, 30);
  private static final double DELTA = 0.002;

  static Stream<DriftDetector> detectors() {
    return Stream.of(PageHinkley.start(DEFAULT), Adwin.start(DELTA));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void seldomCryWolf(DriftDetector start) {
    int alarms = 0;
    int numbers = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double error = 0.05 + 0.4 * random.nextDouble();
      int size = 16 + random.nextInt(240);
      alarms += alarms(start, 1000, i -> share(random, error, size));
      numbers += 1000;
    }
    assertThat((double) alarms / numbers).isLessThanOrEqualTo(DELTA);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void seeAJumpSoonAndTellItsSize(DriftDetector start) {
    int most = start instanceof Adwin ? 45 : 10;
    int missed = 0;
    double apart = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      boolean rises = random.nextBoolean();
      double before = rises ? 0.1 : 0.4;
      double after = rises ? 0.4 : 0.1;
      DriftDetector detector = start;
      int at = 150 + random.nextInt(200);
      for (int i = 0; i < at; i++) {
        detector = detector.add(share(random, before, 128)).next();
      }
      Change found = null;
      for (int i = 0; found == null && i < most; i++) {
        Step step = detector.add(share(random, after, 128));
        detector = step.next();
        found = step.change();
      }
      if (found == null) {
        missed++; // a false alarm shortly before the jump: then it falls into the warm-up
      } else {
        assertThat(found.direction()).isEqualTo(rises ? Direction.RISE : Direction.FALL);
        assertThat(found.before()).isCloseTo(before, within(0.05));
        apart += Math.abs(found.after() - found.before());
      }
    }
    assertThat(missed).isLessThanOrEqualTo(1);
    // What a test by sums takes for the change may begin before it.
    assertThat(apart / (40 - missed)).isBetween(0.2, 0.32);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void goOnFromWhatTheyRememberAsIfNothingHadHappened(DriftDetector start) {
    Random random = new Random(5);
    DriftDetector whole = start;
    DriftDetector restored = start;
    for (int i = 0; i < 600; i++) {
      double value = share(random, i / 150 % 2 == 0 ? 0.2 : 0.5, 64);
      Step expected = whole.add(value);
      Step actual = again(restored).add(value);
      assertThat(actual.change()).isEqualTo(expected.change());
      assertThat(actual.next()).isEqualTo(expected.next());
      whole = expected.next();
      restored = actual.next();
    }
  }

  @Test
  void pageHinkleyIsAsOftenWrongAsSiegmundsFormulaSays() {
    double delta = 0.5;
    double threshold = 4;
    double b = threshold + 1.166;
    double apart = (Math.exp(2 * delta * b) - 2 * delta * b - 1) / (2 * delta * delta);
    int numbers = 400_000;
    Random random = new Random(3);
    // A long warm-up, so that mean and deviation are as good as known; both directions count.
    PageHinkley known = PageHinkley.start(new Settings(delta, threshold, 20_000));
    for (int i = 0; i < 20_000; i++) {
      known = (PageHinkley) known.add(0.5 + 0.05 * random.nextGaussian()).next();
    }
    int alarms = 0;
    DriftDetector detector = known;
    for (int i = 0; i < numbers; i++) {
      Step step = detector.add(0.5 + 0.05 * random.nextGaussian());
      alarms += step.change() == null ? 0 : 1;
      detector = step.change() == null ? step.next() : known;
    }
    double expected = 2 * numbers / apart;
    assertThat(expected).isGreaterThan(500);
    assertThat((double) alarms).isBetween(0.8 * expected, 1.2 * expected);
  }

  @Test
  void adwinForgetsWhatWasBeforeAChange() {
    Random random = new Random(1);
    Adwin adwin = Adwin.start(DELTA);
    for (int i = 0; i < 500; i++) {
      adwin = (Adwin) adwin.add(share(random, 0.1, 64)).next();
    }
    assertThat(adwin.length()).isEqualTo(500);
    assertThat(adwin.buckets()).hasSizeLessThan(45);
    for (int i = 0; i < 60; i++) {
      adwin = (Adwin) adwin.add(share(random, 0.5, 64)).next();
    }
    assertThat(adwin.length()).isBetween(55L, 65L);
  }

  @Test
  void adwinKeepsSumAndSpreadOfItsWindow() {
    Random random = new Random(2);
    Adwin adwin = Adwin.start(1e-9);
    double sum = 0;
    double squares = 0;
    for (int i = 1; i <= 300; i++) {
      double value = random.nextDouble();
      adwin = (Adwin) adwin.add(value).next();
      sum += value;
      squares += value * value;
      double spread = squares - sum * sum / i;
      assertThat(adwin.length()).isEqualTo(i);
      assertThat(adwin.buckets().stream().mapToDouble(Adwin.Bucket::sum).sum())
          .isCloseTo(sum, within(1e-9));
      double mean = sum / i;
      double kept =
          adwin.buckets().stream()
              .mapToDouble(b -> b.squares() + b.count() * Math.pow(b.sum() / b.count() - mean, 2))
              .sum();
      assertThat(kept).isCloseTo(spread, within(1e-9));
    }
  }

  private static int alarms(DriftDetector start, int numbers, IntToDoubleFunction stream) {
    DriftDetector detector = start;
    int alarms = 0;
    for (int i = 0; i < numbers; i++) {
      Step step = detector.add(stream.applyAsDouble(i));
      @Nullable Change change = step.change();
      alarms += change == null ? 0 : 1;
      detector = step.next();
    }
    return alarms;
  }

  private static DriftDetector again(DriftDetector detector) {
    return detector instanceof Adwin adwin
        ? Adwin.of(adwin.delta(), adwin.memory())
        : PageHinkley.of(DEFAULT, detector.memory());
  }

  /** The share of wrong ones among so many independent predictions. */
  private static double share(Random random, double error, int size) {
    int wrong = 0;
    for (int i = 0; i < size; i++) {
      wrong += random.nextDouble() < error ? 1 : 0;
    }
    return (double) wrong / size;
  }
}
