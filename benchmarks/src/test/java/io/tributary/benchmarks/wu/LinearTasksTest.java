package io.tributary.benchmarks.wu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tributary.model.Example;
import io.tributary.model.weighting.TaskSimilarity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The four tasks are what their paper says of them. */
class LinearTasksTest {

  @Test
  void tasksOneAndTwoAreLargeInTheSameDirectionsAndTheOthersElsewhere() {
    for (int seed = 0; seed < 5; seed++) {
      LinearTasks tasks = new LinearTasks(seed);
      List<Example> first = tasks.examples(1, 0, 300);
      double same = TaskSimilarity.ofExamples(first, tasks.examples(2, 1, 300));
      assertThat(TaskSimilarity.ofExamples(first, first)).isCloseTo(same, withPercentage(5));
      assertThat(TaskSimilarity.ofExamples(first, tasks.examples(3, 1, 300))).isLessThan(same / 10);
      assertThat(TaskSimilarity.ofExamples(first, tasks.examples(4, 1, 300))).isLessThan(same / 2);
    }
  }

  @Test
  void theSameSeedGivesTheSameExamples() {
    Example one = new LinearTasks(3).examples(2, 1, 5).get(4);
    Example again = new LinearTasks(3).examples(2, 1, 5).get(4);

    assertThat(again.features()).isEqualTo(one.features());
    assertThat(again.label()).isEqualTo(one.label());
    assertThat(new LinearTasks(4).examples(2, 1, 5).get(4).label()).isNotEqualTo(one.label());
  }
}
