package io.tributary.connectors.example;

import io.tributary.connectors.example.Draft.Label;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the tasks that a record's labels are for. */
final class TaskLabels {

  /** A checked label. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Labelled(Task task, float[] values) {}

  private final Map<String, Task> tasks = new HashMap<>();
  private final boolean joins;

  TaskLabels(Configuration configuration) {
    joins = configuration.labels() != null;
    for (TaskConfig task : configuration.tasks()) {
      tasks.put(task.task().name(), task.task());
    }
  }

  /** The labels in the order of the tasks, at least one, each task once. */
  List<Labelled> check(Draft draft) throws Rejection {
    checkForm(draft);
    List<Labelled> labels = new ArrayList<>();
    for (Label label : draft.all()) {
      Task task = tasks.get(label.task());
      if (task == null) {
        throw new Rejection(Reason.NO_SUCH_TASK, "the record names a task that does not exist");
      }
      labels.add(new Labelled(task, Checks.label(task, label)));
    }
    if (labels.isEmpty()) {
      throw new Rejection(
          Reason.NO_LABEL, "the record has no label" + otherHalf(draft.features != null));
    }
    labels.sort(Comparator.comparingInt(label -> label.task().index()));
    for (int i = 1; i < labels.size(); i++) {
      Task task = labels.get(i).task();
      if (task.index() == labels.get(i - 1).task().index()) {
        throw new Rejection(Reason.DUPLICATE_LABEL, "the record has two labels of " + task.name());
      }
    }
    return labels;
  }

  /** How many tasks there are. */
  int tasks() {
    return tasks.size();
  }

  /** What it would take to find the rest of a record that lacks features or labels alone. */
  String otherHalf(boolean lacksOneAlone) {
    if (!lacksOneAlone) {
      return "";
    }
    return joins
        ? ", and no id by which the rest could be found"
        : "; records with one of the two are joined by id where the configuration has labels.wait";
  }

  private static void checkForm(Draft draft) throws Rejection {
    if (draft.labels != null && (draft.single != null || draft.task != null)) {
      throw new Rejection(
          Reason.TWO_LABEL_FORMS,
          "the record has labels beside " + (draft.task == null ? "label" : "task"));
    }
    if (draft.single != null && draft.task == null) {
      throw new Rejection(Reason.NO_SUCH_TASK, "the record has a label without a task");
    }
  }

  /** How many labels there are of each task, "" for tasks that do not exist; at least one. */
  Map<String, Integer> count(Draft draft) {
    Map<String, Integer> counts = new HashMap<>();
    for (Label label : draft.all()) {
      Task task = tasks.get(label.task());
      counts.merge(task == null ? "" : task.name(), 1, Integer::sum);
    }
    return counts.isEmpty() ? Map.of("", 1) : counts;
  }
}
