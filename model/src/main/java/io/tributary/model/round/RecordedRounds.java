package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.replay.ReplayPlan;
import io.tributary.model.round.InMemoryTraining.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts recorded examples into the rounds that the job makes of them when they lie in one partition:
 * each task its mini-epochs in the order of the log, and the newest of the target's dev examples
 * that stand before its mini-epoch's end. Leftovers and test examples are in no round.
 */
public final class RecordedRounds {

  private final Configuration configuration;
  private final List<RecordedTask> tasks = new ArrayList<>();
  private final List<Example> dev;
  private int devBefore;

  private RecordedRounds(Configuration configuration, List<Example> examples) {
    this.configuration = configuration;
    List<Example> ordered = new ArrayList<>(examples);
    ordered.sort(Comparator.comparing(Example::position));
    for (TaskConfig config : configuration.tasks()) {
      tasks.add(new RecordedTask(config.task(), ordered, plan(config)));
    }
    int target = configuration.target().index();
    dev =
        ordered.stream()
            .filter(each -> each.task() == target && each.split() == Split.DEV)
            .toList();
  }

  private ReplayPlan plan(TaskConfig task) {
    return new ReplayPlan(
        configuration.continual().replay(), configuration.model().seed(), task.task().name());
  }

  /** All whole rounds under {@code by: count, wait: all}, first to last. */
  public static List<Input> byCount(Configuration configuration, List<Example> examples) {
    RecordedRounds recorded = new RecordedRounds(configuration, examples);
    List<Input> rounds = new ArrayList<>();
    while (recorded.hasOfAll()) {
      rounds.add(recorded.countedRound());
    }
    return rounds;
  }

  /** All whole rounds under {@code by: target}, first to last. */
  public static List<Input> byTarget(Configuration configuration, List<Example> examples) {
    RecordedRounds recorded = new RecordedRounds(configuration, examples);
    TaskConfig target = configuration.tasks().get(configuration.target().index());
    List<Input> rounds = new ArrayList<>();
    while (recorded.task(target).has(target.miniEpoch())) {
      rounds.add(recorded.targetsRound(target));
    }
    return rounds;
  }

  private RecordedTask task(TaskConfig config) {
    return tasks.get(config.task().index());
  }

  private boolean hasOfAll() {
    return configuration.tasks().stream().allMatch(each -> task(each).has(each.miniEpoch()));
  }

  private Input countedRound() {
    TaskConfig target = configuration.tasks().get(configuration.target().index());
    Position end = task(target).endOf(target.miniEpoch());
    List<MiniEpoch> miniEpochs = new ArrayList<>();
    for (TaskConfig each : configuration.tasks()) {
      miniEpochs.add(task(each).take(each.miniEpoch()));
    }
    return new Input(miniEpochs, devUpTo(end));
  }

  private Input targetsRound(TaskConfig target) {
    Position end = task(target).endOf(target.miniEpoch());
    List<MiniEpoch> miniEpochs = new ArrayList<>();
    for (TaskConfig each : configuration.tasks()) {
      MiniEpoch next =
          each.equals(target)
              ? task(each).take(each.miniEpoch())
              : task(each).takeUpTo(end.time(), each.maxMiniEpoch());
      if (next != null) {
        miniEpochs.add(next);
      }
    }
    return new Input(miniEpochs, devUpTo(end));
  }

  private List<Example> devUpTo(Position end) {
    while (devBefore < dev.size() && dev.get(devBefore).position().compareTo(end) <= 0) {
      devBefore++;
    }
    return dev.subList(Math.max(0, devBefore - configuration.dev().window()), devBefore);
  }
}
