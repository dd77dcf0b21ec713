package io.tributary.job.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.connectors.record.RoundHeader.Timing;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Spent;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundInProgressTest {

  private static final Fence FENCE = new Fence("run", 0, 0);
  private final RoundInProgress round = new RoundInProgress(FENCE);

  @Test
  void timeIsToldAlongTheTaskThatAnsweredLast() throws InterruptedException {
    Thread.sleep(60);
    answer(0, new Spent(0, 50)); // trained while task 1 still waited
    answer(1, new Spent(40, 10));
    round.startCombining();
    Thread.sleep(20);

    Timing timing = round.timing(15);

    assertThat(timing.train()).isEqualTo(10);
    assertThat(timing.tune()).isEqualTo(15);
    assertThat(timing.waitExamples()).isBetween(40.0, 45.0);
    assertThat(timing.round()).isGreaterThan(80);
    assertThat(timing.loop()).isBetween(timing.round() - 70, timing.round() - 65);
  }

  @Test
  void patienceAfterTheLastAnswerIsWaiting() throws InterruptedException {
    answer(0, new Spent(5, 10));
    Thread.sleep(30);
    round.expire();
    round.startCombining();

    assertThat(round.timing(0).waitExamples()).isGreaterThan(35);
  }

  private void answer(int task, Spent spent) {
    TaskCounters counters = TaskCounters.NONE;
    round.take(new Answer(FENCE, task, Outcome.DELTA, null, List.of(), counters, spent));
  }
}
