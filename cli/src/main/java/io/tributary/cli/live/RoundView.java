package io.tributary.cli.live;

import io.tributary.connectors.record.EvaluationRecord;
import io.tributary.connectors.record.RoundHeader;
import io.tributary.connectors.record.TaskWeightsRecord;
import io.tributary.connectors.record.TaskWeightsRecord.TaskEntry;
import io.tributary.connectors.record.WaitingRecord;
import io.tributary.model.steering.Addition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run at one moment: the latest of everything that its rounds have told.
 *
 * @param tasks names, in the order of the configuration
 * @param target name of the target
 * @param round finished rounds
 * @param finished the last of them, or null before the first
 * @param scores the newest of each task and split
 * @param trainedBy examples that finished rounds have taken, by task
 * @param leftOut rounds that were left out of the parameters
 * @param waiting what the round waits for, or null
 * @param secondsBehind since the run's first message
 */
record RoundView(
    List<String> tasks,
    String target,
    long round,
    @Nullable TaskWeightsRecord finished,
    Map<ScoreOf, EvaluationRecord> scores,
    Map<String, Long> trainedBy,
    long leftOut,
    @Nullable WaitingRecord waiting,
    double secondsBehind) {

  /**
   * Which score.
   *
   * @param task its name
   * @param split prequential, dev or test
   */
  record ScoreOf(String task, String split) {}

  RoundView {
    scores = Map.copyOf(scores);
    trainedBy = Map.copyOf(trainedBy);
  }

  /** Before anything was told. */
  static RoundView start(List<String> tasks, String target) {
    return new RoundView(tasks, target, 0, null, Map.of(), Map.of(), 0, null, 0);
  }

  /** After a round record. */
  RoundView after(RoundHeader header, double seconds) {
    Map<ScoreOf, EvaluationRecord> newest = new HashMap<>(scores);
    for (EvaluationRecord score : header.scores()) {
      newest.put(new ScoreOf(score.task(), score.split()), score);
    }
    return new RoundView(
        withAdded(header),
        target,
        header.round(),
        header.finished() == null ? finished : header.finished(),
        newest,
        trainedBy(header),
        header.guarded().rounds(),
        null,
        seconds);
  }

  /** Those that commands have added come after the others. */
  private List<String> withAdded(RoundHeader header) {
    if (header.steered() == null) {
      return tasks;
    }
    List<String> all = new ArrayList<>(tasks);
    for (Addition addition : header.steered().steering().added()) {
      if (!all.contains(addition.task())) {
        all.add(addition.task());
      }
    }
    return List.copyOf(all);
  }

  /** After hearing what the round waits for. */
  RoundView after(WaitingRecord record, double seconds) {
    return new RoundView(
        tasks, target, round, finished, scores, trainedBy, leftOut, record, seconds);
  }

  /** The trainers' counters do not know yet of the round that the header says is finished. */
  private Map<String, Long> trainedBy(RoundHeader header) {
    Map<String, Long> trained = new HashMap<>();
    header.counters().forEach((task, counters) -> trained.put(task, counters.trained()));
    if (header.finished() == null) {
      trainedBy.forEach((task, before) -> trained.merge(task, before, Math::max));
    } else {
      header
          .finished()
          .tasks()
          .forEach((t, entry) -> trained.merge(t, entry.examples(), Long::sum));
    }
    return trained;
  }

  /** Examples trained on so far, of all tasks. */
  long trained() {
    return trainedBy.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A task's part in the last round, if it had one. */
  @Nullable TaskEntry entry(String task) {
    return finished == null ? null : finished.tasks().get(task);
  }

  /** The newest score of a task that can be shown beside others': prequential, dev or test. */
  @Nullable EvaluationRecord score(String task, String split) {
    return scores.get(new ScoreOf(task, split));
  }
}
