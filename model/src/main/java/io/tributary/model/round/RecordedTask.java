package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.LabelStatistics;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.replay.ReplayPlan;
import io.tributary.model.replay.Reservoir;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The training examples of one recorded task, and how many of them are in mini-epochs. */
final class RecordedTask {

  private final Task task;
  private final List<Example> examples;
  private final Reservoir reservoir;
  private int taken;
  private int miniEpochs;
  private LabelStatistics labels = LabelStatistics.NONE;

  /**
   * Nothing is taken yet.
   *
   * @param recorded of all tasks and splits, in the order of the log
   * @param plan of what is replayed
   */
  RecordedTask(Task task, List<Example> recorded, ReplayPlan plan) {
    this.task = task;
    this.reservoir = new Reservoir(plan);
    this.examples =
        recorded.stream()
            .filter(each -> each.task() == task.index() && each.split() == Split.TRAIN)
            .toList();
  }

  boolean has(int count) {
    return examples.size() - taken >= count;
  }

  /** Where the mini-epoch of the next {@code count} examples ends. */
  Position endOf(int count) {
    return examples.get(taken + count - 1).position();
  }

  /** The next mini-epoch, of so many examples. */
  MiniEpoch take(int count) {
    return close(taken, taken + count);
  }

  /** The newest examples up to and including a time, at most {@code max}; null without any. */
  @Nullable MiniEpoch takeUpTo(long time, int max) {
    int end = taken;
    while (end < examples.size() && examples.get(end).position().time() <= time) {
      end++;
    }
    return end == taken ? null : close(Math.max(taken, end - max), end);
  }

  private MiniEpoch close(int from, int to) {
    List<Example> chosen = examples.subList(from, to);
    boolean regression = task.type() instanceof TaskType.Regression;
    if (regression) {
      labels = labels.with(chosen);
    }
    taken = to;
    miniEpochs++;
    List<Example> replayed = reservoir.draw(miniEpochs, chosen.size());
    reservoir.offer(chosen);
    return new MiniEpoch(
        task.index(), miniEpochs, chosen, regression ? labels.scale() : LabelScale.NONE, replayed);
  }
}
