package io.tributary.job.train;

import io.tributary.job.steer.Course;
import io.tributary.model.Example;
import io.tributary.model.steering.Addition;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.flink.api.common.TaskInfo;

/**
 * The books of the tasks that one trainer owns. A task that a command has added has books from the
 * first round that knows of it; decoding may hear of it earlier, and what it sends is kept.
 */
final class TaskLedgers {

  private final TrainerState state;
  private final TaskInfo subtask;
  private final IntConsumer enter;
  private final Consumer<TaskLedger> opened;
  private final TrainerSetup configured;
  private final Map<Integer, TaskLedger> ledgers = new TreeMap<>();
  private TrainerSetup setup;
  private List<Addition> added = List.of();

  /**
   * Opens the books of the configured tasks.
   *
   * @param subtask whose they are
   * @param enter makes the key of a task current
   * @param opened is told of each that is opened
   */
  TaskLedgers(
      TrainerSetup setup,
      TrainerState state,
      TaskInfo subtask,
      IntConsumer enter,
      Consumer<TaskLedger> opened)
      throws Exception {
    this.configured = setup;
    this.setup = setup;
    this.state = state;
    this.subtask = subtask;
    this.enter = enter;
    this.opened = opened;
    open();
  }

  /** Opens the books of tasks that commands have added. */
  void follow(Course course) throws Exception {
    if (!course.steering().added().equals(added)) {
      added = course.steering().added();
      setup = configured.with(course);
      open();
    }
  }

  private void open() throws Exception {
    for (int task : setup.tasksOf(subtask)) {
      if (!ledgers.containsKey(task)) {
        enter.accept(task);
        TaskLedger ledger = state.open(setup, task);
        ledgers.put(task, ledger);
        opened.accept(ledger);
      }
    }
  }

  /** When mini-epochs are complete. */
  ClosingRule closing() {
    return setup.closing();
  }

  /** All of them, in the order of the tasks. */
  Collection<TaskLedger> all() {
    return Collections.unmodifiableCollection(ledgers.values());
  }

  /** Whether an example's task has books. */
  boolean has(Example example) {
    return ledgers.containsKey(example.task());
  }

  /** The books of an example's task. */
  TaskLedger of(Example example) {
    TaskLedger ledger = ledgers.get(example.task());
    if (ledger == null) {
      throw new IllegalStateException("task " + example.task() + " has no books here");
    }
    return ledger;
  }

  /** Keeps an example, whose task's key is current, until there are books for it. */
  void keep(Example example) throws Exception {
    if (example.task() < setup.configuration().tasks().size()) {
      throw new IllegalStateException("task " + example.task() + " belongs to another subtask");
    }
    state.keep(example);
  }

  /** Puts what a restore needs into keyed state. */
  void store() throws Exception {
    for (TaskLedger ledger : ledgers.values()) {
      enter.accept(ledger.task().index());
      state.store(ledger);
    }
  }
}
