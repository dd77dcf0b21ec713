package io.tributary.job.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

class LatestTimerTest {

  private final TestProcessingTimeService time = new TestProcessingTimeService();
  private final LatestTimer timer = new LatestTimer(time);
  private final List<String> fired = new ArrayList<>();

  @Test
  void firesWhenItsTimeHasCome() throws Exception {
    timer.set(5, () -> fired.add("first"));
    time.advance(4);
    assertThat(fired).isEmpty();
    time.advance(1);
    assertThat(fired).containsExactly("first");
  }

  @Test
  void takesTheFormerOneBack() throws Exception {
    timer.set(5, () -> fired.add("first"));
    time.advance(3);
    timer.set(5, () -> fired.add("second"));
    assertThat(time.getNumActiveTimers()).isEqualTo(1);
    time.advance(5);
    assertThat(fired).containsExactly("second");
  }

  @Test
  void canBeSetAgainFromWithin() throws Exception {
    timer.set(5, () -> timer.set(5, () -> fired.add("again")));
    time.advance(5);
    time.advance(5);
    assertThat(fired).containsExactly("again");
  }
}
