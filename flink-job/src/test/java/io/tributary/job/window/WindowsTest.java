package io.tributary.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void touchAndDoNotOverlap() {
    Windows windows = new Windows(30);
    assertThat(windows.startOf(59)).isEqualTo(30);
    assertThat(windows.endOf(59)).isEqualTo(60);
    assertThat(windows.startOf(60)).isEqualTo(60);
    assertThat(windows.startOf(-1)).isEqualTo(-30);
    assertThat(windows.endOf(-1)).isZero();
  }

  @Test
  void holdEveryTimeThatCounts() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      Windows windows = new Windows(1 + random.nextLong(1L << (1 + random.nextInt(56))));
      long time = Windows.countable(random.nextLong(Long.MAX_VALUE));
      assertThat(windows.startOf(time)).isLessThanOrEqualTo(time);
      assertThat(windows.endOf(time)).isGreaterThan(time);
      assertThat(windows.endOf(time) - windows.startOf(time)).isEqualTo(windows.span());
    }
    assertThat(Windows.countable(Long.MAX_VALUE)).isEqualTo(Windows.LAST_TIME);
  }
}
