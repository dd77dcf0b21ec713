package io.tributary.job.train;

import io.tributary.connectors.record.RoundHeader.TaskCounters;
import io.tributary.job.steer.Course;
import io.tributary.job.train.TaskProgress.Closed;
import io.tributary.model.Example;
import io.tributary.model.LabelScale;
import io.tributary.model.LabelStatistics;
import io.tributary.model.MiniEpoch;
import io.tributary.model.Position;
import io.tributary.model.Split;
import io.tributary.model.Task;
import io.tributary.model.TaskType;
import io.tributary.model.evaluation.Baselines;
import io.tributary.model.evaluation.LabelMemory;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The books of one task: what it has received, what is closed into a mini-epoch, what a round has
 * consumed. A closed mini-epoch stays until a round's {@code consumed} covers it, so that its delta
 * can be computed again; at most one is closed at a time. All calls need the task's key to be
 * current, except those on counters.
 */
final class TaskLedger {

  private final TaskShelves shelves;
  private Task task;
  private boolean trained;
  private boolean retired;
  private TaskProgress progress;
  private @Nullable List<Example> closedExamples; // null after a restore, too: they are read then

  /** The books of a task as last stored; {@code trained} tells whether it is trained at all. */
  TaskLedger(Task task, boolean trained, TaskShelves shelves, @Nullable TaskProgress stored) {
    this.task = task;
    this.trained = trained;
    this.shelves = shelves;
    this.progress = stored == null ? TaskProgress.START : stored;
  }

  Task task() {
    return task;
  }

  /** Whether the task takes part in rounds. */
  boolean isTrained() {
    return trained;
  }

  TaskProgress progress() {
    return progress;
  }

  /**
   * Does what commands say of the task from the next round on. What a task that is trained no more
   * has waiting is given up; a new target brings along the dev examples that it was scored on.
   */
  void steer(Course course) throws Exception {
    Task now = course.task(task.index());
    if (now.target() != task.target()) {
      shelves.target(now.target());
    }
    task = now;
    trained = course.trains(now);
    retired = course.isRetired(now);
    if (!trained) {
      shelves.test().giveUp();
    }
    if (!trained && shelves.pending().size() > 0) {
      int waiting = shelves.pending().size();
      shelves.pending().remove(0, waiting);
      closedExamples = null;
      progress = retired ? progress.retire(waiting, 0) : progress.giveUp(waiting);
    }
  }

  /** Puts a new example where it belongs. */
  void accept(Example example) throws Exception {
    if (retired) {
      progress = progress.retire(0, 1);
      return;
    }
    Example placed = afterBound(example);
    switch (placed.split()) {
      case TRAIN -> {
        if (trained) {
          shelves.pending().add(placed);
        }
        progress = progress.accepted(0, 0, trained ? 0 : 1);
      }
      case DEV -> {
        if (task.target()) {
          shelves.dev().add(placed);
        } else {
          shelves.heldDev().add(placed);
          shelves.heldDev().keepNewest(shelves.devWindow());
        }
        progress = progress.accepted(1, 0, 0);
      }
      case TEST -> {
        shelves.test().add(placed, trained);
        progress = progress.accepted(0, 1, 0);
      }
    }
  }

  private Example afterBound(Example example) {
    Position bound = progress.bound();
    if (bound == null || example.position().compareTo(bound) > 0) {
      return example;
    }
    return example.at(example.position().at(bound.time() + 1));
  }

  /** Training examples that no mini-epoch holds. */
  int waiting() {
    return shelves.pending().size() - inClosed();
  }

  private int inClosed() {
    Closed closed = progress.closed();
    return closed == null ? 0 : (int) (closed.examples() + closed.surplus());
  }

  boolean hasClosed() {
    return progress.closed() != null;
  }

  /** Event time of the n-th waiting training example; empty when there are fewer. */
  OptionalLong timeOf(int n) {
    return n > waiting()
        ? OptionalLong.empty()
        : OptionalLong.of(shelves.pending().positionAt(inClosed() + n - 1).time());
  }

  /** Event time of what comes next: the closed mini-epoch's end, or the oldest waiting example. */
  OptionalLong oldestTime() {
    return hasClosed() ? OptionalLong.of(closedEnd()) : timeOf(1);
  }

  /** How many examples wait up to and including a time. */
  int waitingUpTo(long time) {
    return shelves.pending().countUpTo(endOf(time)) - inClosed();
  }

  /** Closes the next mini-epoch over the first n waiting examples. */
  void closeFirst(int n) throws Exception {
    close(n, 0, shelves.pending().positionAt(n - 1));
  }

  /**
   * Closes the next mini-epoch over all examples up to a time, or the newest of them.
   *
   * @return false when there are none
   */
  boolean closeUpTo(long time, int max) throws Exception {
    Position bound = endOf(time);
    int all = shelves.pending().countUpTo(bound);
    if (all > 0) {
      close(Math.min(all, max), Math.max(0, all - max), bound);
    }
    return all > 0;
  }

  /** Behind every position of a time. */
  private static Position endOf(long time) {
    return new Position(
        time, String.valueOf(Character.MAX_VALUE), Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Gives up the oldest waiting examples. */
  void dropWaiting(int count) throws Exception {
    int from = inClosed();
    shelves.pending().remove(from, from + count);
    progress = progress.drop(count);
  }

  private void close(int examples, int surplus, Position bound) throws Exception {
    List<Example> taken = shelves.pending().get(surplus, surplus + examples);
    LabelStatistics labels = progress.labels();
    if (task.type() instanceof TaskType.Regression) {
      labels = labels.with(taken);
    }
    LabelMemory.Outcome predicted =
        Objects.requireNonNullElse(progress.memory(), LabelMemory.NONE).predict(task.type(), taken);
    Closed closed = new Closed(examples, surplus, predicted.baselines());
    progress = progress.close(closed, bound, labels, predicted.memory());
    closedExamples = taken;
  }

  /** The closed mini-epoch. */
  MiniEpoch closedMiniEpoch() throws Exception {
    List<Example> examples = closedExamples();
    long number = progress.consumed() + 1;
    return new MiniEpoch(
        task.index(), number, examples, scale(), shelves.replay().draw(number, examples.size()));
  }

  /** Read from state once: each is decoded there, or looked for among all that wait. */
  private List<Example> closedExamples() throws Exception {
    List<Example> examples = closedExamples;
    if (examples == null) {
      examples = shelves.pending().get((int) closed().surplus(), inClosed());
      closedExamples = examples;
    }
    return examples;
  }

  /** How baselines did on the closed mini-epoch; null when it was stored without them. */
  @Nullable Baselines closedBaselines() {
    return closed().baselines();
  }

  /** The target's dev examples that stand before the closed mini-epoch's end. */
  List<Example> closedDev() throws Exception {
    return shelves.dev().get(0, shelves.dev().countUpTo(bound()));
  }

  /** Test examples that a period is offered with the closed mini-epoch. */
  List<Example> closedTest() throws Exception {
    return shelves.test().offered(bound());
  }

  /** Event time at which the closed mini-epoch ends. */
  long closedEnd() {
    return bound().time();
  }

  /** How the task's labels are standardised as of the newest closed mini-epoch. */
  LabelScale scale() {
    return task.type() instanceof TaskType.Regression ? progress.labels().scale() : LabelScale.NONE;
  }

  /**
   * A round has taken mini-epochs up to this number: forgets the closed one if it is among them.
   */
  void consume(long number) throws Exception {
    if (number <= progress.consumed()) {
      return;
    }
    Closed closed = closed();
    shelves.replay().consume(progress.consumed() + 1, closedExamples());
    shelves.pending().remove(0, inClosed());
    closedExamples = null;
    shelves.dev().remove(0, shelves.dev().countUpTo(bound()));
    shelves.test().consume(bound());
    progress = progress.consume(closed);
    if (number != progress.consumed()) {
      throw new IllegalStateException(
          "task "
              + task.name()
              + ": a round consumed mini-epoch "
              + number
              + ", but the trainer's last is "
              + progress.consumed());
    }
  }

  /** The input has ended: gives up what was never consumed. */
  void dropLeftovers() throws Exception {
    int leftovers = shelves.pending().size();
    shelves.pending().remove(0, leftovers);
    closedExamples = null;
    progress = progress.giveUp(leftovers);
  }

  /** Held-out examples to score: those before the newest bound, or all. */
  List<Example> held(Split split, boolean all) throws Exception {
    return shelves.held(split, progress.bound(), all);
  }

  /** Where the examples that reached the task went. */
  TaskCounters counters() {
    return new TaskCounters(
        progress.received(),
        progress.trained(),
        progress.dev(),
        progress.test(),
        progress.dropped(),
        0,
        0,
        shelves.pending().size(),
        progress.retired(),
        shelves.replay().replayed());
  }

  /** What is known of the task's reservoir. */
  ReplayBook replayBook() {
    return shelves.replay().book();
  }

  private Closed closed() {
    Closed closed = progress.closed();
    if (closed == null) {
      throw new IllegalStateException("task " + task.name() + " has no closed mini-epoch");
    }
    return closed;
  }

  private Position bound() {
    Position bound = progress.bound();
    if (bound == null) {
      throw new IllegalStateException("task " + task.name() + " never closed a mini-epoch");
    }
    return bound;
  }
}
