package io.tributary.model.round;

import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.weighting.Weighting;
import io.tributary.model.weighting.Weightings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of parameters that a run trains.
 *
 * @param name what it is called
 * @param weighting how it combines its deltas
 * @param tasks indices of those that it trains, the target among them
 * @param other index of the one task that a pair trains beside the target; null: it is no pair
 */
record Branch(String name, Weighting weighting, Set<Integer> tasks, @Nullable Integer other) {

  private static final String PAIRS = "pairs";
  private static final String UNIFORM = "uniform";

  /** With more auxiliary tasks, pairs would cost more than they tell. */
  static final int MOST_PAIRS = 8;

  Branch {
    tasks = Set.copyOf(tasks);
  }

  /** The configured method's, and then a shadow or more for each word of the configuration. */
  static List<Branch> of(Configuration configuration) {
    List<Branch> branches = new ArrayList<>();
    branches.add(of("learned", Weightings.create(configuration), configuration));
    for (String shadow : configuration.weighting().shadows()) {
      if (shadow.equals(PAIRS)) {
        branches.addAll(pairs(configuration));
      } else {
        branches.add(of(shadow, Weightings.shadow(shadow, configuration), configuration));
      }
    }
    return branches;
  }

  private static Branch of(String name, Weighting weighting, Configuration configuration) {
    int target = configuration.target().index();
    Set<Integer> tasks =
        configuration.tasks().stream()
            .filter(task -> target == task.task().index() || weighting.trainsAuxiliaries())
            .map(task -> task.task().index())
            .collect(Collectors.toSet());
    return new Branch(name, weighting, tasks, null);
  }

  /** The target with one auxiliary task, for each of them; or with all when they are many. */
  private static List<Branch> pairs(Configuration configuration) {
    Weighting whole = Weightings.shadow(UNIFORM, configuration);
    int target = configuration.target().index();
    List<Branch> pairs = new ArrayList<>();
    for (TaskConfig config : configuration.tasks()) {
      Task task = config.task();
      if (task.index() != target) {
        pairs.add(
            new Branch("with-" + task.name(), whole, Set.of(target, task.index()), task.index()));
      }
    }
    return pairs.size() > MOST_PAIRS ? List.of(of(UNIFORM, whole, configuration)) : pairs;
  }
}
