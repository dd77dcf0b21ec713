package io.tributary.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void theOldestRoundsAreForgotten() {
    Series series = new Series(3);
    for (int round = 1; round <= 5; round++) {
      series.add(round, (double) round);
    }
    assertThat(series.thinned(10)).containsExactly(3.0, 4.0, 5.0);
    assertThat(series.mean(2)).isEqualTo(4.5);
    assertThat(series.newest()).isEqualTo(5);
  }

  @Test
  void roundsAfterARestoreTakeThePlaceOfVoidOnes() {
    Series series = new Series(10);
    for (int round = 1; round <= 5; round++) {
      series.add(round, (double) round);
    }
    series.add(3, 30.0);
    assertThat(series.thinned(10)).containsExactly(1.0, 2.0, 30.0);
  }

  @Test
  void aRoundWithoutAValueLeavesNoPoint() {
    Series series = new Series(10);
    series.add(1, null);
    series.add(2, Double.NaN);
    assertThat(series.newest()).isNull();
    assertThat(series.mean(3)).isNull();
    assertThat(series.thinned(4)).isEmpty();
  }

  @Test
  void pointsAreMeansOfNeighboursAndTheNewestAreWhole() {
    Series series = new Series(100);
    for (int round = 1; round <= 7; round++) {
      series.add(round, (double) round);
    }
    assertThat(series.thinned(3)).isEqualTo(List.of(1.0, 3.0, 6.0));
  }
}
