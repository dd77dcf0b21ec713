package io.tributary.job.train;

import io.tributary.model.config.AddedTasks;
import java.io.Serializable;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The keys by which examples of a task reach its trainer. Hashing K task names over p subtasks
 * would leave some idle; these keys are chosen so that the key group of task i is the i-th element
 * of the van der Corput sequence (base 2) over all key groups: evenly spread for every parallelism,
 * and the same for a task whatever tasks are added after it.
 */
public final class TaskKeys implements Serializable {
  private static final long serialVersionUID = 1;

  /** Flink's number of key groups in this job; fixed, because state depends on it. */
  public static final int MAX_PARALLELISM = 128;

  private final int[] keys;

  /** Keys of as many tasks, and of those that commands may add. */
  public TaskKeys(int tasks) {
    keys = new int[Math.max(tasks, AddedTasks.MOST)];
    for (int task = 0; task < keys.length; task++) {
      keys[task] = keyInGroup(vanDerCorput(task % MAX_PARALLELISM), task / MAX_PARALLELISM);
    }
  }

  /** The key of a task. */
  public int key(int task) {
    return keys[task];
  }

  /** The subtask that trains a task. */
  public int subtask(int task, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        keys[task], MAX_PARALLELISM, parallelism);
  }

  /** The seven bits of an index in reverse: 0, 64, 32, 96, 16, … */
  private static int vanDerCorput(int index) {
    return Integer.reverse(index) >>> Integer.numberOfLeadingZeros(MAX_PARALLELISM - 1);
  }

  /** The n-th smallest number from 0 that Flink hashes to the group. */
  private static int keyInGroup(int group, int n) {
    int found = 0;
    for (int key = 0; ; key++) {
      if (KeyGroupRangeAssignment.assignToKeyGroup(key, MAX_PARALLELISM) == group && found++ == n) {
        return key;
      }
    }
  }
}
