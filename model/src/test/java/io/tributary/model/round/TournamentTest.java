package io.tributary.model.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.round.Tournament.Standing;
import io.tributary.model.weighting.WeightingState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TournamentTest {

  private static final Tournament START = Tournament.of(WeightingState.EMPTY, 3);

  @Test
  void theFirstLeadsUntilAnotherIsAhead() {
    assertThat(START.leader()).isZero();
    assertThat(START.after(new double[] {1, 1, 1}, Pairs.NONE).next().leader()).isZero();
    assertThat(START.after(new double[] {1, 0.9, 1}, Pairs.NONE).next().leader()).isEqualTo(1);
  }

  @Test
  void theLeaderIsTheOneWithTheLeastLossOfLate() {
    Tournament tournament = START;
    for (int round = 0; round < 100; round++) {
      tournament = tournament.after(new double[] {1, 2, 3}, Pairs.NONE).next();
    }
    assertThat(tournament.leader()).isZero();
    int changed = 0;
    while (tournament.leader() == 0) {
      tournament = tournament.after(new double[] {3, 2, 1}, Pairs.NONE).next();
      changed++;
    }
    assertThat(tournament.leader()).isEqualTo(2);
    assertThat(changed).isBetween(1, 60);
  }

  @Test
  void oneThatIsSurelyBehindGoesOnFromTheLeader() {
    Random random = new Random(3);
    Tournament tournament = START;
    int restarts = 0;
    for (int round = 0; round < 200; round++) {
      double luck = random.nextGaussian();
      Standing standing =
          tournament.after(
              new double[] {
                1 + luck, 1.5 + luck + 0.3 * random.nextGaussian(), 1 + luck + 1e-9 * round
              },
              Pairs.NONE);
      assertThat(standing.restarted()).doesNotContain(standing.next().leader());
      restarts += standing.restarted().contains(1) ? 1 : 0;
      tournament = standing.next();
    }
    // It loses again and again, each time after having had the time to show itself.
    assertThat(restarts).isBetween(5, 25);
  }

  @Test
  void equalsAreLeftInPeace() {
    Random random = new Random(4);
    Tournament tournament = START;
    int restarts = 0;
    for (int round = 0; round < 1000; round++) {
      double[] losses = {
        1 + random.nextGaussian(), 1 + random.nextGaussian(), 1 + random.nextGaussian()
      };
      Standing standing = tournament.after(losses, Pairs.NONE);
      restarts += standing.restarted().size();
      tournament = standing.next();
    }
    assertThat(restarts).isLessThan(40);
  }

  @Test
  void oneThatRanOffLosesAtOnceEvenWhenItLed() {
    Standing standing =
        START.after(new double[] {Double.NaN, 2, Double.POSITIVE_INFINITY}, Pairs.NONE);

    assertThat(standing.next().leader()).isEqualTo(1);
    assertThat(standing.restarted()).containsExactly(0, 2);
    assertThat(standing.next().losses()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }

  @Test
  void withTheBaselineAllPairsGoOnFromTheLeader() {
    Pairs pairs = new Pairs(1, Map.of(2, 0, 3, 2));
    Tournament start = Tournament.of(WeightingState.EMPTY, 4);
    double nan = Double.NaN;

    assertThat(start.after(new double[] {1, nan, 1, 1}, pairs).restarted())
        .containsExactly(1, 2, 3);
    assertThat(start.after(new double[] {2, nan, 2, 1}, pairs).restarted()).containsExactly(1, 2);
    assertThat(start.after(new double[] {1, 1, nan, 1}, pairs).restarted()).containsExactly(2);
  }

  @Test
  void standsInTheStateBesideWhatTheWeightingRemembers() {
    WeightingState weighting = new WeightingState(Map.of("credit.sum", new double[] {1, 2}));
    Tournament tournament = START.after(new double[] {3, 1, 2}, Pairs.NONE).next();
    WeightingState state = tournament.in(weighting);

    assertThat(Tournament.of(state, 3)).isEqualTo(tournament);
    assertThat(Tournament.leader(state)).isEqualTo(1);
    assertThat(Tournament.without(state).values()).containsOnlyKeys("credit.sum");
    assertThat(Tournament.of(state, 2).losses()).isEqualTo(List.of(0.0, 0.0));
  }
}
