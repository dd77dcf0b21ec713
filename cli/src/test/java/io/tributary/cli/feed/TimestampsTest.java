package io.tributary.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimestampsTest {

  @Test
  void recordedTimesRiseFromLineToLineAndAreTheSameEveryTime() {
    Timestamps one = Timestamps.recorded();
    Timestamps two = Timestamps.recorded();
    long last = Long.MIN_VALUE;
    for (int i = 0; i < 1000; i++) {
      long time = one.of(null);
      assertThat(time).isGreaterThan(last).isEqualTo(two.of(null));
      last = time;
    }
  }

  @Test
  void aRecordsOwnTimeCountsAndLaterOnesFollowIt() {
    Timestamps times = Timestamps.recorded();

    assertThat(times.of(4_000_000_000_000L)).isEqualTo(4_000_000_000_000L);
    assertThat(times.of(null)).isEqualTo(4_000_000_000_001L);
    assertThat(times.of(5L)).isEqualTo(5L);
    assertThat(times.of(null)).isEqualTo(4_000_000_000_002L);
    assertThat(times.of(-1L)).isEqualTo(4_000_000_000_003L); // Kafka takes no negative ones
  }

  @Test
  void liveTimesStayWithinWhatBrokersTake() {
    Timestamps times = Timestamps.live(false);
    long last = 0;
    for (int i = 0; i < 3_000_000; i++) {
      long time = times.of(1L);
      assertThat(time >= last).isTrue();
      last = time;
    }
    assertThat(last).isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 3_000_000);
  }
}
