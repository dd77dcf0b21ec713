package io.tributary.model.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.model.evaluation.Score;
import io.tributary.model.evaluation.Score.Metric;
import io.tributary.model.period.TaskPeriods.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskPeriodsTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void fourPeriodsByHand() {
    TaskPeriods first = after(TaskPeriods.none(Metric.ACCURACY), 1, found(1, 80));
    assertThat(first.anytime()).isEqualTo(0.8, EXACT);
    assertThat(first.forwardTransfer()).isNaN();
    assertThat(first.backwardTransfer()).isNaN();
    assertThat(first.forgetting()).isNaN();

    TaskPeriods second = after(first, 2, found(1, 90), found(2, 60, 40, 30));
    assertThat(second.mean()).isEqualTo(0.75, EXACT);
    assertThat(second.anytime()).isEqualTo((0.8 + 0.75) / 2, EXACT);
    assertThat(second.forwardTransfer()).isEqualTo(0.1, EXACT);
    assertThat(second.backwardTransfer()).isEqualTo(0.1, EXACT);
    assertThat(second.forgetting()).as("what is better now").isEqualTo(-0.1, EXACT);

    TaskPeriods third = after(second, 3, found(1, 70), found(2, 50), found(3, 100, 20, 50));
    assertThat(third.forwardTransfer()).isEqualTo((0.1 - 0.3) / 2, EXACT);
    assertThat(third.backwardTransfer()).isEqualTo((-0.1 - 0.1) / 2, EXACT);
    assertThat(third.forgetting()).as("of the best").isEqualTo((0.2 + 0.1) / 2, EXACT);

    TaskPeriods fourth = after(third, 4, found(2, 60), found(3, 90));
    assertThat(fourth.slices()).as("the first is let go").hasSize(2);
    assertThat(fourth.forwardTransfer()).isEqualTo((0.1 - 0.3) / 2, EXACT);
    assertThat(fourth.backwardTransfer())
        .as("a period without test examples is an evaluation all the same")
        .isEqualTo((0.0 - 0.1) / 2, EXACT);
    assertThat(fourth.forgetting()).isEqualTo((0.0 + 0.1) / 2, EXACT);
    assertThat(fourth.anytime()).isEqualTo((0.8 + 0.75 + 2.2 / 3 + 0.75) / 4, EXACT);
  }

  /** The same from the whole matrix, kept here and by the definitions. */
  @Test
  void whatIsRememberedIsEnough() {
    Random random = new Random(9);
    for (int trial = 0; trial < 50; trial++) {
      int last = 2 + random.nextInt(8);
      int[][] right = new int[last + 1][last + 1];
      int[] initial = new int[last + 1];
      TaskPeriods told = TaskPeriods.none(Metric.ACCURACY);
      double anytime = 0;
      for (int i = 1; i <= last; i++) {
        initial[i] = random.nextInt(101);
        List<Found> found = new ArrayList<>();
        double mean = 0;
        for (int j = 1; j <= i; j++) {
          right[i][j] = random.nextInt(101);
          mean += right[i][j] / 100.0 / i;
          if (j == i && i > 1) {
            right[i - 1][i] = random.nextInt(101);
            found.add(found(i, right[i][i], right[i - 1][i], initial[i]));
          } else {
            found.add(found(j, right[i][j]));
          }
        }
        anytime += mean;
        told = told.with(i, found);
      }
      double forward = 0;
      double backward = 0;
      double forgetting = 0;
      for (int j = 1; j < last; j++) {
        int best = 0;
        for (int l = j; l < last; l++) {
          best = Math.max(best, right[l][j]);
        }
        forward += (right[j][j + 1] - initial[j + 1]) / 100.0 / (last - 1);
        backward += (right[last][j] - right[j][j]) / 100.0 / (last - 1);
        forgetting += (best - right[last][j]) / 100.0 / (last - 1);
      }
      assertThat(told.anytime()).isEqualTo(anytime / last, EXACT);
      assertThat(told.forwardTransfer()).isEqualTo(forward, EXACT);
      assertThat(told.backwardTransfer()).isEqualTo(backward, EXACT);
      assertThat(told.forgetting()).isEqualTo(forgetting, EXACT);
    }
  }

  @Test
  void smallerErrorsAreBetter() {
    TaskPeriods task =
        after(
            after(TaskPeriods.none(Metric.RMSE), 1, error(1, 2, null, null)),
            2,
            error(1, 3, null, null),
            error(2, 1, 4.0, 9.0));
    assertThat(task.mean()).isEqualTo(2, EXACT);
    assertThat(task.forwardTransfer()).isEqualTo(5, EXACT);
    assertThat(task.backwardTransfer()).isEqualTo(-1, EXACT);
    assertThat(task.forgetting()).isEqualTo(1, EXACT);
    TaskPeriods later = after(task, 3, error(1, 5, null, null), error(2, 1, null, null));
    assertThat(later.forgetting()).as("2 was the best").isEqualTo(1.5, EXACT);
  }

  private static TaskPeriods after(TaskPeriods task, long period, Found... found) {
    return task.with(period, List.of(found));
  }

  private static Found found(long period, int percent) {
    return new Found(period, score(percent), null, null);
  }

  private static Found found(long period, int percent, int before, int initial) {
    return new Found(period, score(percent), score(before), score(initial));
  }

  private static Score score(int percent) {
    return new Score(100, 1, Metric.ACCURACY, percent);
  }

  private static Found error(
      long period, double now, @Nullable Double before, @Nullable Double initial) {
    return new Found(period, error(now), error(before), error(initial));
  }

  private static @Nullable Score error(@Nullable Double rmse) {
    return rmse == null ? null : error(rmse.doubleValue());
  }

  private static Score error(double rmse) {
    return new Score(10, 1, Metric.RMSE, 10 * rmse * rmse);
  }
}
