package io.tributary.model.config;

import io.tributary.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tasks between their section of the file and their values. */
final class Tasks {

  private Tasks() {}

  /** Gives drafts their names, places and the sizes that all share. */
  static List<TaskConfig> named(Map<String, TaskPart.Draft> drafts, TrainingConfig training) {
    List<TaskConfig> tasks = new ArrayList<>();
    drafts.forEach(
        (name, draft) ->
            tasks.add(
                new TaskConfig(
                    new Task(tasks.size(), name, draft.type(), draft.target()),
                    draft.head(),
                    Objects.requireNonNullElse(draft.miniEpoch(), training.miniEpoch()),
                    Objects.requireNonNullElse(draft.maxMiniEpoch(), training.maxMiniEpoch()),
                    draft.column())));
    return tasks;
  }

  /** The way back; sizes are written where they count. */
  static Map<String, TaskPart.Draft> drafts(Configuration configuration) {
    boolean counted = configuration.rounds() instanceof RoundsConfig.ByCount;
    Map<String, TaskPart.Draft> drafts = new LinkedHashMap<>();
    for (TaskConfig task : configuration.tasks()) {
      drafts.put(
          task.task().name(),
          new TaskPart.Draft(
              task.task().type(),
              task.task().target(),
              task.head(),
              counted ? task.miniEpoch() : null,
              counted ? null : task.maxMiniEpoch(),
              task.column()));
    }
    return drafts;
  }
}
