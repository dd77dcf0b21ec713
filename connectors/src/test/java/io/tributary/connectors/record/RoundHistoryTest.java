package io.tributary.connectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.TaskWeightsRecord.Dev;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoundHistoryTest {

  @Test
  void missesNothingWhereAllIsThere() {
    assertThat(history(0, 1, 20).missing(20)).isEmpty();
    assertThat(history(0, 1, 20).missing(12)).isEmpty();
  }

  @Test
  void missesWhatLacksAtTheEndOrInTheMiddle() {
    RoundHistory history = history(0, 1, 12);
    add(history, 1, 16, 18);
    assertThat(history.missing(15)).containsExactly(new Gap(13, 15));
    assertThat(history.missing(20)).containsExactly(new Gap(13, 15), new Gap(19, 20));
  }

  @Test
  void missesEverythingWhereNothingIs() {
    assertThat(new RoundHistory().missing(3)).containsExactly(new Gap(1, 3));
    assertThat(new RoundHistory().missing(0)).isEmpty();
  }

  @Test
  void doesNotMissWhatRetentionTook() {
    assertThat(history(0, 1_000, 1_010).missing(1_010)).isEmpty();
  }

  @Test
  void doesNotMissAgainWhatWasTold() {
    RoundHistory history = history(0, 1, 12);
    history.add(record(1, 16, new Gap(13, 15)));
    assertThat(history.missing(16)).isEmpty();
  }

  @Test
  @Timeout(10)
  void takesAGapOfNonsenseAsFarAsThereAreRounds() {
    RoundHistory history = history(0, 1, 12);
    history.add(record(1, 16, new Gap(Long.MIN_VALUE, 14)));
    assertThat(history.missing(16)).containsExactly(new Gap(15, 15));
  }

  @Test
  void countsOfAnOlderSavepointOnlyWhatCameBeforeIt() {
    RoundHistory history = history(0, 1, 20);
    add(history, 1, 11, 15); // restored at round 10
    assertThat(history.counts(0, 10)).isTrue();
    assertThat(history.counts(0, 11)).isFalse();
    assertThat(history.counts(0, 20)).isFalse();
    assertThat(history.counts(1, 11)).isTrue();
    assertThat(history.missing(17)).containsExactly(new Gap(16, 17));
  }

  private static RoundHistory history(long generation, long from, long to) {
    RoundHistory history = new RoundHistory();
    add(history, generation, from, to);
    return history;
  }

  private static void add(RoundHistory history, long generation, long from, long to) {
    for (long round = from; round <= to; round++) {
      history.add(record(generation, round, null));
    }
  }

  private static TaskWeightsRecord record(long generation, long round, @Nullable Gap gap) {
    Dev dev = new Dev(null, null, null, null, 0);
    return new TaskWeightsRecord(
        "m", "run", generation, round, "single", null, "t", Map.of(), dev, gap);
  }
}
