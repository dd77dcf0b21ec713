package io.tributary.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskKeysTest {

  @Test
  void spreadsTasksEvenlyOverSubtasks() {
    for (int parallelism : new int[] {1, 2, 4, 8, 16}) {
      TaskKeys keys = new TaskKeys(64);
      int[] load = new int[parallelism];
      for (int task = 0; task < 64; task++) {
        load[keys.subtask(task, parallelism)]++;
      }
      assertThat(load).as("parallelism %d", parallelism).containsOnly(64 / parallelism);
    }
  }

  @Test
  void leavesNoSubtaskIdleWhileThereAreTasks() {
    for (int parallelism = 1; parallelism <= 16; parallelism++) {
      TaskKeys keys = new TaskKeys(2 * parallelism);
      Set<Integer> busy = new HashSet<>();
      for (int task = 0; task < 2 * parallelism; task++) {
        busy.add(keys.subtask(task, parallelism));
      }
      assertThat(busy).as("parallelism %d", parallelism).hasSize(parallelism);
    }
  }

  @Test
  void putsTwoTasksOnTwoSubtasks() {
    TaskKeys keys = new TaskKeys(2);
    assertThat(keys.subtask(0, 2)).isNotEqualTo(keys.subtask(1, 2));
  }

  @Test
  void keepsTheKeysOfTasksWhenTasksAreAdded() {
    TaskKeys few = new TaskKeys(3);
    TaskKeys many = new TaskKeys(300);
    Set<Integer> distinct = new HashSet<>();
    for (int task = 0; task < 300; task++) {
      distinct.add(many.key(task));
      if (task < 3) {
        assertThat(many.key(task)).isEqualTo(few.key(task));
      }
    }
    assertThat(distinct).hasSize(300);
  }
}
