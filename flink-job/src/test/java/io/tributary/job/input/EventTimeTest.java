package io.tributary.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.config.RoundsConfig;
import io.tributary.model.config.RoundsConfig.Late;
import java.time.Duration;
import java.util.Random;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class EventTimeTest {

  @Test
  void isTheNewestOfThePartitionWithoutWindows() {
    for (RoundsConfig rounds :
        new RoundsConfig[] {
          new RoundsConfig.ByTarget(Duration.ZERO), new RoundsConfig.ByCount(Duration.ZERO)
        }) {
      assertThat(EventTime.of(rounds).of(70, 100)).hasValue(100);
    }
  }

  @Test
  void isTheRecordsOwnWhileItsWindowIsOpen() {
    EventTime time = EventTime.of(byTime(Late.NEXT));
    assertThat(time.of(100, 100)).hasValue(100);
    assertThat(time.of(29, 34)).as("lateness keeps the window open").hasValue(29);
  }

  @Test
  void movesALateRecordToTheOldestOpenWindowOrGivesItUp() {
    EventTime next = EventTime.of(byTime(Late.NEXT));
    assertThat(next.of(29, 35)).hasValue(30);
    assertThat(next.of(29, 64)).as("the window to 60 is open until 65").hasValue(30);
    assertThat(next.of(29, 65)).hasValue(60);
    EventTime reject = EventTime.of(byTime(Late.REJECT));
    assertThat(reject.of(29, 34)).hasValue(29);
    assertThat(reject.of(29, 35)).isEmpty();
  }

  /** What is let through never stands behind the watermark of the same records. */
  @Test
  void agreesWithTheSourcesWatermark() {
    long[] watermark = {Long.MIN_VALUE};
    var generator = new BoundedOutOfOrdernessWatermarks<String>(Duration.ofMillis(5));
    WatermarkOutput output =
        new WatermarkOutput() {
          @Override
          public void emitWatermark(Watermark mark) {
            watermark[0] = mark.getTimestamp();
          }

          @Override
          public void markIdle() {}

          @Override
          public void markActive() {}
        };
    EventTime time = EventTime.of(byTime(Late.REJECT));
    PartitionClock clock = new PartitionClock();
    Random random = new Random(5);
    int late = 0;
    for (int i = 0; i < 20_000; i++) {
      long own = (long) i + random.nextInt(random.nextInt(10) == 0 ? 60 : 6) - 50;
      long newest = clock.advance("t", 0, own);
      long lastOfWindow = Math.floorDiv(own, 30) * 30 + 29;
      generator.onEvent("", own, output);
      generator.onPeriodicEmit(output);
      boolean open = time.of(own, newest).isPresent();
      assertThat(open).isEqualTo(lastOfWindow > watermark[0]);
      late += open ? 0 : 1;
    }
    assertThat(late).isGreaterThan(100);
  }

  private static RoundsConfig byTime(Late late) {
    return new RoundsConfig.ByTime(
        Duration.ofMillis(30), Duration.ofMillis(5), late, Duration.ZERO);
  }
}
