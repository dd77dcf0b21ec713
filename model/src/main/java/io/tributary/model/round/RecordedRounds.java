package io.tributary.model.round;

import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.TaskType;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.round.InMemoryTraining.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts recorded examples into the rounds that the job makes of them under {@code by: count, wait:
 * all}, when they lie in one partition: every task its own mini-epochs in the order of the log, and
 * the newest of the target's dev examples that stand before its mini-epoch's end.
 */
public final class RecordedRounds {

  private final Configuration configuration;
  private final List<List<Example>> train = new ArrayList<>();
  private final List<Example> dev;

  private RecordedRounds(Configuration configuration, List<Example> examples) {
    this.configuration = configuration;
    List<Example> ordered = new ArrayList<>(examples);
    ordered.sort(Comparator.comparing(Example::position));
    for (TaskConfig config : configuration.tasks()) {
      if (config.task().type() instanceof TaskType.Regression) {
        throw new IllegalArgumentException("the labels of a regression are scaled by the job");
      }
      train.add(of(ordered, config.task().index(), Split.TRAIN));
    }
    dev = of(ordered, configuration.target().index(), Split.DEV);
  }

  /**
   * All whole rounds, first to last; leftovers and test examples are in none.
   *
   * @throws IllegalArgumentException when a task is a regression
   */
  public static List<Input> byCount(Configuration configuration, List<Example> examples) {
    RecordedRounds recorded = new RecordedRounds(configuration, examples);
    List<Input> rounds = new ArrayList<>();
    while (recorded.has(rounds.size() + 1)) {
      rounds.add(recorded.round(rounds.size() + 1));
    }
    return rounds;
  }

  private static List<Example> of(List<Example> examples, int task, Split split) {
    return examples.stream()
        .filter(example -> example.task() == task && example.split() == split)
        .toList();
  }

  private boolean has(int round) {
    return configuration.tasks().stream()
        .allMatch(task -> train.get(task.task().index()).size() >= (long) round * task.miniEpoch());
  }

  private Input round(int round) {
    List<MiniEpoch> miniEpochs = new ArrayList<>();
    for (TaskConfig task : configuration.tasks()) {
      int end = round * task.miniEpoch();
      List<Example> examples = train.get(task.task().index()).subList(end - task.miniEpoch(), end);
      miniEpochs.add(new MiniEpoch(task.task().index(), round, examples, LabelScale.NONE));
    }
    List<Example> own = miniEpochs.get(configuration.target().index()).examples();
    Position last = own.get(own.size() - 1).position();
    List<Example> before =
        dev.stream().filter(example -> example.position().compareTo(last) <= 0).toList();
    int window = configuration.dev().window();
    return new Input(
        miniEpochs, before.subList(Math.max(0, before.size() - window), before.size()));
  }
}
