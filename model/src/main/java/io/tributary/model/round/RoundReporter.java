package io.tributary.model.round;

import io.tributary.model.Task;
import io.tributary.model.TaskDelta;
import io.tributary.model.evaluation.Score;
import io.tributary.model.round.DriftReaction.Reacted;
import io.tributary.model.round.RoundReport.TaskReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts together what a round tells of itself. */
final class RoundReporter {

  private static final String NOT_FINITE = "an element of the delta is not a finite number";

  private final Branches branches;
  private final List<Task> tasks;

  RoundReporter(Branches branches, List<Task> tasks) {
    this.branches = branches;
    this.tasks = tasks;
  }

  /**
   * The report.
   *
   * @param deltas of the round, guarded or not
   * @param finite tasks whose deltas are so
   * @param before dev score of what was published before it
   * @param after dev score of what is published after it
   * @param combination of the method's branch
   * @param published of the branch that was ahead before it
   * @param leader index of the branch that is ahead after it
   */
  RoundReport report(
      long round,
      List<TaskDelta> deltas,
      Set<Integer> finite,
      Score before,
      Score after,
      Combination combination,
      Combination published,
      int leader,
      Reacted reacted) {
    Map<Integer, TaskDelta> byTask = new TreeMap<>();
    deltas.forEach(delta -> byTask.put(delta.task(), delta));
    List<TaskReport> reports = new ArrayList<>();
    for (Task task : tasks) {
      TaskDelta delta = byTask.get(task.index());
      float weight = reacted.weights()[task.index()];
      reports.add(
          delta == null
              ? new TaskReport(task.index(), weight, null, 0, null, null, null)
              : report(delta, finite.contains(task.index()), weight, combination));
    }
    return new RoundReport(
        round,
        branches.weighting(0).name(),
        branches.size() == 1 ? null : branches.name(leader),
        reports,
        before,
        after,
        published.fallback(),
        published.leftOut(),
        reacted.drifts());
  }

  private static TaskReport report(
      TaskDelta delta, boolean finite, float weight, Combination combination) {
    return new TaskReport(
        delta.task(),
        weight,
        combination.shares().get(delta.task()),
        delta.examples(),
        Shares.finite(delta.before().loss()),
        Shares.finite(delta.after().loss()),
        finite ? combination.guarded().get(delta.task()) : NOT_FINITE);
  }
}
