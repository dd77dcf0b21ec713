package io.tributary.job.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WindowChoiceTest {

  private static final List<Integer> TASKS = List.of(0, 2);
  private final WindowChoice choice = new WindowChoice();

  @Test
  void takesTheOldestOnceEveryTaskHasToldAndTheWatermarkHasPassedIt() {
    choice.tell(0, OptionalLong.of(3_000));
    assertThat(choice.choose(TASKS, 10_000)).as("task 2 has not told").isEmpty();
    choice.tell(2, OptionalLong.of(2_000));
    assertThat(choice.choose(TASKS, 1_998)).as("an older one may be told yet").isEmpty();
    assertThat(choice.choose(TASKS, 1_999)).hasValue(1_999);
    assertThat(choice.choose(TASKS, 1_999)).as("once and for all").isEmpty();
  }

  @Test
  void waitsWhileNoTaskHasAny() {
    choice.tell(0, OptionalLong.empty());
    choice.tell(2, OptionalLong.empty());
    assertThat(choice.choose(TASKS, Long.MAX_VALUE)).isEmpty();
    choice.tell(2, OptionalLong.of(5_000));
    assertThat(choice.choose(TASKS, 6_000)).as("task 0 sits it out").hasValue(4_999);
  }

  @Test
  void believesWhatATaskToldLast() {
    choice.tell(0, OptionalLong.of(9_000));
    choice.tell(2, OptionalLong.of(8_000));
    choice.tell(2, OptionalLong.of(7_000));
    assertThat(choice.choose(TASKS, 9_000)).hasValue(6_999);
  }
}
