package io.tributary.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void namesStandLeftAndNumbersRight() {
    assertThat(
            Columns.align(
                List.of(
                    List.of("task", "weight"), List.of("a", "1.000"), List.of("long name", "-"))))
        .containsExactly("task        weight", "a            1.000", "long name        -");
  }
}
