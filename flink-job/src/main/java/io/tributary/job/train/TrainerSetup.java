package io.tributary.job.train;

import io.tributary.job.steer.Course;
import io.tributary.job.steer.Courses;
import io.tributary.model.Task;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.RoundsConfig;
import io.tributary.model.config.TaskConfig;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;

/**
 * What a trainer is told at its start.
 *
 * @param configuration of the job
 * @param keys of the tasks
 * @param closing when mini-epochs are complete
 * @param trainsAuxiliaries whether tasks other than the target are trained
 */
record TrainerSetup(
    Configuration configuration, TaskKeys keys, ClosingRule closing, boolean trainsAuxiliaries) {

  static TrainerSetup of(Configuration configuration, boolean trainsAuxiliaries) {
    return new TrainerSetup(
        configuration,
        new TaskKeys(configuration.tasks().size()),
        closing(configuration),
        trainsAuxiliaries);
  }

  /** The same with the tasks that commands have added, trained as the course says. */
  TrainerSetup with(Course course) {
    return of(course.steering().withAdded(configuration), course.trainsAuxiliaries());
  }

  private static ClosingRule closing(Configuration configuration) {
    RoundsConfig rounds = configuration.rounds();
    if (rounds instanceof RoundsConfig.ByTime byTime) {
      return new ClosingByTime(configuration, byTime);
    }
    return rounds instanceof RoundsConfig.ByTarget
        ? new ClosingByTarget(configuration)
        : new ClosingByCount(configuration);
  }

  Task task(int index) {
    return configuration.tasks().get(index).task();
  }

  boolean trains(Task task) {
    return task.target() || trainsAuxiliaries;
  }

  /** How rounds run with what commands say. */
  Courses courses() {
    return new Courses(configuration, trainsAuxiliaries);
  }

  /** Indexes of the tasks that a subtask owns. */
  List<Integer> tasksOf(TaskInfo subtask) {
    return configuration.tasks().stream()
        .map(TaskConfig::task)
        .map(Task::index)
        .filter(
            task ->
                keys.subtask(task, subtask.getNumberOfParallelSubtasks())
                    == subtask.getIndexOfThisSubtask())
        .toList();
  }
}
