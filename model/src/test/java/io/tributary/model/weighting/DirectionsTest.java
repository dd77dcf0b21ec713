package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each paper says of its direction, on random deltas and where it is known by hand. */
class DirectionsTest {

  private static final int TRIALS = 200;

  @Test
  void deltasThatAgreeAreSummedByPcGrad() {
    double[][] deltas = {{1, 0}, {0.5, 1}, {2, 0.1}};

    assertThat(new PcGrad().coefficients(gram(deltas), 1)).containsExactly(1, 1, 1);
  }

  @Test
  void ofTwoConflictingDeltasPcGradSumsTheProjections() {
    double[][] deltas = {{1, 0}, {-1, 1}};

    // (1, 0) loses its part along (−1, 1) and is (½, ½); (−1, 1) loses its part along (1, 0): (0,
    // 1).
    assertThat(direction(deltas, new PcGrad().coefficients(gram(deltas), 1)))
        .containsExactly(new double[] {0.5, 1.5}, within(1e-12));
  }

  @Test
  void nothingInTheHullIsShorterThanMgda() {
    overRandomDeltas(
        (deltas, random) -> {
          int size = deltas.length;
          double[] shares = new Mgda().coefficients(gram(deltas), 0);
          assertThat(Arrays.stream(shares).sum()).isCloseTo(size, within(1e-9));
          assertThat(Arrays.stream(shares)).allMatch(share -> share >= 0);
          double shortest = norm(direction(deltas, shares)) / size;
          for (int other = 0; other < 200; other++) {
            assertThat(norm(direction(deltas, point(size, random))))
                .isGreaterThanOrEqualTo(shortest * (1 - 1e-9));
          }
          // No task loses: the minimum's product with every delta is at least its own square.
          double[] least = direction(deltas, shares);
          double longest =
              Arrays.stream(deltas).mapToDouble(DirectionsTest::norm).max().orElseThrow();
          for (double[] delta : deltas) {
            assertThat(Simplex.dot(least, delta) / size)
                .isGreaterThanOrEqualTo(shortest * shortest - 1e-9 * longest * longest);
          }
        });
  }

  @Test
  void caGradStaysInItsBallAndNoOtherPointThereServesItsWorstTaskBetter() {
    double radius = 0.5;
    overRandomDeltas(
        (deltas, random) -> {
          int size = deltas.length;
          double[] mean = direction(deltas, filled(size, 1.0 / size));
          double[] found = direction(deltas, new CaGrad(radius).coefficients(gram(deltas), 0));
          double[] apart = new double[mean.length];
          for (int p = 0; p < mean.length; p++) {
            found[p] /= size;
            apart[p] = found[p] - mean[p];
          }
          double reach = radius * norm(mean);
          assertThat(norm(apart)).isLessThanOrEqualTo(reach * (1 + 1e-9));
          double worst = worst(deltas, found);
          for (int other = 0; other < 500; other++) {
            double[] step = random.doubles(mean.length, -1, 1).toArray();
            double scale = reach * Math.sqrt(random.nextDouble()) / norm(step);
            for (int p = 0; p < step.length; p++) {
              step[p] = mean[p] + scale * step[p];
            }
            assertThat(worst(deltas, step)).isLessThanOrEqualTo(worst + 1e-7);
          }
        });
  }

  @Test
  void caGradWithoutARadiusIsTheSum() {
    double[][] deltas = {{1, 0}, {-3, 1}, {0.2, 2}};

    assertThat(new CaGrad(0).coefficients(gram(deltas), 0))
        .containsExactly(new double[] {1, 1, 1}, within(1e-12));
  }

  @Test
  void underNashMtlEachTasksGainTimesItsShareIsTheSame() {
    overRandomDeltas(
        (deltas, random) -> {
          double[] shares = new NashMtl().coefficients(gram(deltas), 0);
          double[] found = direction(deltas, shares);
          double first = shares[0] * Simplex.dot(deltas[0], found);
          for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isPositive();
            assertThat(shares[i] * Simplex.dot(deltas[i], found))
                .isCloseTo(first, within(1e-3 * first));
          }
          double sum = norm(direction(deltas, filled(shares.length, 1)));
          assertThat(norm(found)).isCloseTo(sum, within(1e-9 + 1e-6 * sum));
        });
  }

  @Test
  void nashMtlDoesNotCareHowLongADeltaIs() {
    double[] shares = new NashMtl().coefficients(gram(new double[][] {{1, 0}, {0, 1000}}), 0);

    assertThat(shares[0]).isCloseTo(1000 * shares[1], within(1e-6 * shares[0]));
  }

  @Test
  void deltasThatCancelLeaveNumbers() {
    double[][] opposed = {{1, 2}, {-1, -2}, {1e-3, 0}};
    for (Direction direction :
        List.of(new PcGrad(), new Mgda(), new CaGrad(0.5), new NashMtl(), new CaGrad(0))) {
      assertThat(Coefficients.areFinite(direction.coefficients(gram(opposed), 3))).isTrue();
      double[][] twins = {{1, 2}, {1, 2}};
      assertThat(Coefficients.areFinite(direction.coefficients(gram(twins), 3))).isTrue();
    }
  }

  private interface Trial {
    void run(double[][] deltas, Random random);
  }

  /** Two to five deltas in as many dimensions and three more, of lengths three decades apart. */
  private static void overRandomDeltas(Trial trial) {
    for (int seed = 0; seed < TRIALS; seed++) {
      Random random = new Random(seed);
      double[][] deltas = new double[2 + random.nextInt(4)][];
      for (int i = 0; i < deltas.length; i++) {
        double scale = Math.pow(10, random.nextDouble() * 3 - 2);
        deltas[i] =
            random.doubles(deltas.length + 3, -1, 1).map(element -> element * scale).toArray();
      }
      trial.run(deltas, random);
    }
  }

  private static double[][] gram(double[][] deltas) {
    double[][] gram = new double[deltas.length][deltas.length];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        gram[i][j] = Simplex.dot(deltas[i], deltas[j]);
      }
    }
    return gram;
  }

  private static double[] direction(double[][] deltas, double[] coefficients) {
    double[] sum = new double[deltas[0].length];
    for (int i = 0; i < deltas.length; i++) {
      for (int p = 0; p < sum.length; p++) {
        sum[p] += coefficients[i] * deltas[i][p];
      }
    }
    return sum;
  }

  private static double worst(double[][] deltas, double[] direction) {
    return Arrays.stream(deltas)
        .mapToDouble(delta -> Simplex.dot(delta, direction))
        .min()
        .orElseThrow();
  }

  private static double[] point(int size, Random random) {
    double[] point = random.doubles(size).map(x -> -Math.log(x)).toArray();
    double sum = Arrays.stream(point).sum();
    return Arrays.stream(point).map(x -> x / sum).toArray();
  }

  private static double[] filled(int size, double value) {
    double[] filled = new double[size];
    Arrays.fill(filled, value);
    return filled;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(Simplex.dot(vector, vector));
  }
}
