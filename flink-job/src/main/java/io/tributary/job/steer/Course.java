package io.tributary.job.steer;

import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.TaskConfig;
import io.tributary.model.steering.Steering;
import io.tributary.model.weighting.Weightings;
import java.util.List;
import java.util.stream.Stream;

/**
 * How rounds run: a configuration, and which of its tasks take part.
 *
 * @param steering what commands have made of the configured one
 * @param configuration with what commands have changed
 * @param trainsAuxiliaries whether tasks other than the target are trained
 */
public record Course(Steering steering, Configuration configuration, boolean trainsAuxiliaries) {

  /**
   * The course of a job that was configured in a way.
   *
   * @param trainsAuxiliaries whether the configured method trains them
   */
  public static Course of(Configuration configured, boolean trainsAuxiliaries, Steering steering) {
    Configuration effective = steering.over(configured);
    boolean auxiliaries =
        effective.weighting().method().equals(configured.weighting().method())
            ? trainsAuxiliaries
            : Weightings.create(effective).trainsAuxiliaries();
    return new Course(steering, effective, auxiliaries);
  }

  /** A task as it is now. */
  public Task task(int index) {
    return configuration.tasks().get(index).task();
  }

  /** Whether a task is trained, now or once it is resumed. */
  public boolean trains(Task task) {
    return (task.target() || trainsAuxiliaries) && !isRetired(task);
  }

  /** Whether a task takes no part for now. */
  public boolean isPaused(Task task) {
    return steering.paused().contains(task.name());
  }

  /** Whether a task takes no part any more. */
  public boolean isRetired(Task task) {
    return steering.retired().contains(task.name());
  }

  /** Indexes of the tasks that are trained in every round. */
  public List<Integer> active() {
    return tasks().filter(task -> trains(task) && !isPaused(task)).map(Task::index).toList();
  }

  /** Indexes of the tasks that would be trained if they were not paused. */
  public List<Integer> paused() {
    return tasks().filter(task -> trains(task) && isPaused(task)).map(Task::index).toList();
  }

  private Stream<Task> tasks() {
    return configuration.tasks().stream().map(TaskConfig::task);
  }
}
