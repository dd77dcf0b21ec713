package io.tributary.job.round;

import static io.tributary.job.message.TrainerMessage.Outcome.DELTA;
import static io.tributary.job.message.TrainerMessage.Outcome.EXHAUSTED;
import static io.tributary.job.message.TrainerMessage.Outcome.NONE;
import static io.tributary.model.config.RoundsConfig.Late.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.record.Fence;
import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.job.message.TrainerMessage.Answer;
import io.tributary.job.message.TrainerMessage.Outcome;
import io.tributary.job.message.TrainerMessage.Ready;
import io.tributary.job.message.TrainerMessage.Spent;
import io.tributary.job.round.CompletionRule.Verdict;
import io.tributary.model.config.RoundsConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionRuleTest {

  private static final Fence FENCE = new Fence("run", 0, 0);
  private final RoundInProgress round = new RoundInProgress(FENCE);

  @Test
  void byTargetWaitsForEveryTaskAndEndsWithTheTarget() {
    CompletionRule rule =
        CompletionRule.of(new RoundsConfig.ByTarget(Duration.ZERO), List.of(0, 1, 2), 1);
    answer(1, DELTA);
    answer(0, NONE);
    assertThat(rule.judge(round)).isEqualTo(Verdict.WAIT);
    answer(2, DELTA);
    assertThat(rule.judge(round)).isEqualTo(Verdict.COMBINE);
    answer(1, EXHAUSTED);
    assertThat(rule.judge(round)).isEqualTo(Verdict.END);
  }

  @Test
  void byCountWaitingForAllEndsWithAnyTask() {
    CompletionRule rule =
        CompletionRule.of(new RoundsConfig.ByCount(Duration.ZERO), List.of(0, 1), 0);
    answer(0, DELTA);
    assertThat(rule.judge(round)).isEqualTo(Verdict.WAIT);
    answer(1, DELTA);
    assertThat(rule.judge(round)).isEqualTo(Verdict.COMBINE);
    answer(1, EXHAUSTED);
    assertThat(rule.judge(round)).isEqualTo(Verdict.END);
  }

  @Test
  void patienceRunsOutForExamplesButNeverForTraining() {
    CompletionRule rule =
        CompletionRule.of(new RoundsConfig.ByCount(Duration.ofSeconds(5)), List.of(0, 1, 2), 0);
    assertThat(rule.judge(round)).isEqualTo(Verdict.WAIT);
    round.expire();
    assertThat(rule.judge(round)).as("nothing to combine").isEqualTo(Verdict.WAIT);
    answer(0, DELTA);
    assertThat(rule.judge(round)).as("without the others").isEqualTo(Verdict.COMBINE);
    round.take(new Ready(FENCE, 1, null));
    assertThat(rule.judge(round)).as("task 1 is being trained").isEqualTo(Verdict.WAIT);
    answer(1, DELTA);
    assertThat(rule.judge(round)).isEqualTo(Verdict.COMBINE);
  }

  @Test
  void withPatienceARoundGoesOnWithoutExhaustedTasksUntilAllAre() {
    CompletionRule rule =
        CompletionRule.of(new RoundsConfig.ByCount(Duration.ofSeconds(5)), List.of(0, 1), 0);
    answer(0, EXHAUSTED);
    assertThat(rule.judge(round)).isEqualTo(Verdict.WAIT);
    answer(1, DELTA);
    assertThat(rule.judge(round)).isEqualTo(Verdict.COMBINE);
    answer(1, EXHAUSTED);
    assertThat(rule.judge(round)).isEqualTo(Verdict.END);
  }

  @Test
  void byTimeASilentTaskSitsARoundOutAndTheRunEndsWithTheLastTask() {
    CompletionRule rule =
        CompletionRule.of(
            new RoundsConfig.ByTime(Duration.ofSeconds(1), Duration.ZERO, NEXT, Duration.ZERO),
            List.of(0, 1),
            0);
    answer(0, EXHAUSTED);
    assertThat(rule.judge(round)).isEqualTo(Verdict.WAIT);
    answer(1, NONE);
    assertThat(rule.judge(round)).as("no round of nothing").isEqualTo(Verdict.AGAIN);
    answer(1, DELTA);
    assertThat(rule.judge(round)).isEqualTo(Verdict.COMBINE);
    answer(1, EXHAUSTED);
    assertThat(rule.judge(round)).isEqualTo(Verdict.END);
  }

  private void answer(int task, Outcome outcome) {
    round.take(
        new Answer(FENCE, task, outcome, null, List.of(), TaskCounters.NONE, new Spent(0, 0)));
  }
}
