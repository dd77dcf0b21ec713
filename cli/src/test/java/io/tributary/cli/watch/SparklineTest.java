package io.tributary.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

  @Test
  void theLeastIsLowAndTheGreatestHigh() {
    assertThat(Sparkline.of(List.of(-1.0, 0.0, 1.0))).isEqualTo("▁▅█");
  }

  @Test
  void valuesBeyondTheScaleStayOnIt() {
    assertThat(Sparkline.of(List.of(-5.0, 0.5, 9.0), 0, 1)).isEqualTo("▁▅█");
  }

  @Test
  void valuesThatAreAllAlikeLieInTheMiddle() {
    assertThat(Sparkline.of(List.of(2.0, 2.0))).isEqualTo("▅▅");
    assertThat(Sparkline.of(List.of())).isEmpty();
  }
}
