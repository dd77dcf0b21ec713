package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.evaluation.FadingMean;
import io.tributary.model.round.Tournament.Standing;
import io.tributary.model.weighting.WeightingState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GainsTest {

  private static final int BASELINE = 1;
  private static final Pairs PAIRS = new Pairs(BASELINE, Map.of(2, 0, 3, 2));
  private static final Gains START = Gains.of(WeightingState.EMPTY, 4);

  @Test
  void tellWhatEachOtherTaskIsWorth() {
    Random random = new Random(5);
    Gains gains = START;
    for (int round = 0; round < 40; round++) {
      double luck = random.nextGaussian();
      double[] losses = {
        2 + luck, 2 + luck, 1.5 + luck + noise(random), 2.5 + luck + noise(random)
      };
      gains = gains.after(losses, PAIRS, standing(0));
    }

    Map<Integer, FadingMean> byTask = gains.byTask(PAIRS);
    assertThat(byTask).containsOnlyKeys(0, 2);
    FadingMean helpful = Objects.requireNonNull(byTask.get(0));
    assertThat(helpful.mean()).isBetween(0.3, 0.7);
    assertThat(helpful.standardErrors()).isGreaterThan(3);
    FadingMean harmful = Objects.requireNonNull(byTask.get(2));
    assertThat(harmful.mean()).isBetween(-0.7, -0.3);
    assertThat(harmful.standardErrors()).isLessThan(-3);
  }

  @Test
  void beginAnewWhereAPairMeetsTheBaseline() {
    Gains gains = after(START, standing(0));

    assertThat(after(gains, standing(BASELINE, 2)).means().get(2)).isEqualTo(FadingMean.NONE);
    assertThat(after(gains, standing(BASELINE, 2)).means().get(3).count()).isGreaterThan(1);
    Gains all = after(gains, standing(2, 1, 3));
    assertThat(all.means()).containsOnly(FadingMean.NONE);
    assertThat(all.met()).containsOnly(true);
    assertThat(after(all, standing(2)).means().get(2).count()).isEqualTo(1);
  }

  @Test
  void tellNothingOfAPairThatLeftTheBaselineBehind() {
    Gains apart = after(after(START, standing(0)), standing(0, 2));
    assertThat(apart.means().get(2)).isEqualTo(FadingMean.NONE);
    for (int round = 0; round < 5; round++) {
      apart = after(apart, standing(0));
    }
    assertThat(apart.means().get(2)).isEqualTo(FadingMean.NONE);
    assertThat(apart.means().get(3).count()).isGreaterThan(3);

    Gains again = after(after(apart, standing(0, 1, 2, 3)), standing(0));
    assertThat(again.means().get(2).count()).isEqualTo(1);
  }

  @Test
  void aLossThatIsNoNumberTellsNothing() {
    Gains gains = START.after(new double[] {1, 1, Double.NaN, 1}, PAIRS, standing(0));

    assertThat(gains.means().get(2)).isEqualTo(FadingMean.NONE);
    assertThat(gains.means().get(3).count()).isEqualTo(1);
  }

  @Test
  void standInTheStateWithTheTournament() {
    Gains gains = after(after(START, standing(0)), standing(0, 2));
    WeightingState state = gains.in(new WeightingState(Map.of("credit.sum", new double[] {1})));

    assertThat(Gains.of(state, 4)).isEqualTo(gains);
    assertThat(Gains.of(state, 3)).isEqualTo(Gains.of(WeightingState.EMPTY, 3));
    assertThat(Tournament.without(state).values()).containsOnlyKeys("credit.sum");
  }

  private static Gains after(Gains gains, Standing standing) {
    return gains.after(new double[] {1, 1, 0.5, 2}, PAIRS, standing);
  }

  private static Standing standing(int leader, Integer... restarted) {
    Tournament next = new Tournament(leader, List.of(), List.of());
    return new Standing(next, List.of(restarted));
  }

  private static double noise(Random random) {
    return 0.3 * random.nextGaussian();
  }
}
