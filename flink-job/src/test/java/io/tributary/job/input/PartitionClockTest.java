package io.tributary.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.job.input.PartitionClock.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionClockTest {

  private final PartitionClock clock = new PartitionClock();

  @Test
  void neverFallsWithinAPartitionAndKeepsPartitionsApart() {
    assertThat(clock.advance("a", 0, 10)).isEqualTo(10);
    assertThat(clock.advance("a", 0, 7)).isEqualTo(10);
    assertThat(clock.advance("a", 1, 7)).isEqualTo(7);
    assertThat(clock.advance("b", 0, 3)).isEqualTo(3);
    assertThat(clock.advance("a", 0, 11)).isEqualTo(11);
  }

  @Test
  void goesOnFromTheNewestOfAllReadings() {
    clock.restore(List.of(new Reading("a", 0, 5), new Reading("a", 0, 9), new Reading("a", 0, 2)));
    assertThat(clock.advance("a", 0, 6)).isEqualTo(9);
  }
}
