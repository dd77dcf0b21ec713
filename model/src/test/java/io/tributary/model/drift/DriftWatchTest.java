package io.tributary.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.config.DriftConfig;
import io.tributary.model.config.DriftConfig.Detector;
import io.tributary.model.config.DriftConfig.Reaction;
import io.tributary.model.drift.Drift.Signal;
import io.tributary.model.drift.DriftDetector.Direction;
import io.tributary.model.drift.DriftWatch.Watched;
import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which changes are told, and of what. */
class DriftWatchTest {

  private static final int TARGET = 1;

  @ParameterizedTest
  @EnumSource(names = {"PAGE_HINKLEY", "ADWIN"})
  void tellsErrorsThatRiseAndContributionsThatTurn(Detector detector) {
    Random random = new Random(11);
    DriftWatch watch = new DriftWatch(config(detector));
    Map<String, double[]> memory = Map.of("other", new double[] {7});
    List<Drift> drifts = new ArrayList<>();
    for (int round = 0; round < 600; round++) {
      double noise = 0.02 * random.nextGaussian();
      double error = (round < 200 ? 0.5 : round < 400 ? 0.1 : 0.5) + noise;
      double helps = (round < 300 ? 0.8 : 0.2) + noise;
      Watched watched =
          watch.after(
              memory, TARGET, OptionalDouble.of(error), Map.of(0, helps, TARGET, 1 - helps));
      memory = watched.memory();
      drifts.addAll(watched.drifts());
    }
    assertThat(drifts).hasSize(2);
    assertThat(drifts.get(0).signal()).isEqualTo(Signal.CONTRIBUTION);
    assertThat(drifts.get(0).task()).isZero();
    assertThat(drifts.get(0).direction()).isEqualTo(Direction.FALL);
    assertThat(drifts.get(1).signal()).isEqualTo(Signal.ERROR);
    assertThat(drifts.get(1).task()).isEqualTo(TARGET);
    assertThat(drifts.get(1).direction()).isEqualTo(Direction.RISE);
    assertThat(memory).containsKey("other");
  }

  @Test
  void remembersNothingWhenNothingIsWatched() {
    Watched watched =
        new DriftWatch(DriftConfig.NONE)
            .after(Map.of(), TARGET, OptionalDouble.of(0.1), Map.of(0, 1.0));
    assertThat(watched.memory()).isEmpty();
    assertThat(watched.drifts()).isEmpty();
  }

  @Test
  void makesNumbersBetween0And1OfAnything() {
    assertThat(Signals.error(new Score(10, 99, Metric.ACCURACY, 7)).orElseThrow())
        .isCloseTo(0.3, within(1e-12));
    assertThat(Signals.error(new Score(10, 5, Metric.RMSE, 12345))).hasValue(0.5);
    assertThat(Signals.error(new Score(10, Double.NaN, Metric.RMSE, 1))).isEmpty();
    assertThat(Signals.error(Score.none(Metric.ACCURACY))).isEmpty();
    assertThat(Signals.shares(Map.of(0, 3.0, 1, -1.0))).isEqualTo(Map.of(0, 0.875, 1, 0.375));
    assertThat(Signals.shares(Map.of(0, 0.0))).isEmpty();
  }

  private static DriftConfig config(Detector detector) {
    return new DriftConfig(detector, 0.5, 10, 30, 0.002, Reaction.NONE, 3, 20);
  }
}
